import { type Api, apis, type Operation, type Status, type Try } from './contract.ts';
import { el, fill, prose } from './dom.ts';
import { type Outcome, run } from './probe.ts';

/** How many answers are fetched at once where all of them are. */
const together = 4;

export interface ExplorerOptions {
  /** An answer came, and this is what the client made of it. */
  onOutcome(outcome: Outcome): void;
  /** What can only be shown as the contract has it. */
  onExample(operation: Operation, status: Status, one: Try): void;
}

/** Every answer of every operation, as a button that gets it from the server. */
export function explorer(options: ExplorerOptions): HTMLElement {
  const place = el('div');
  const told = el('p', { class: 'told', role: 'status' });
  const show = (api: Api, operation: Operation) => {
    fill(told);
    fill(place, ...toOperation(operation, (status, one, button) => get({ api, operation, status, one, button, told, ...options })));
  };
  const first = ordered[0] as Api;
  show(first, first.operations[0] as Operation);
  return el('div', { class: 'explorer' }, operationPicker(first.operations[0] as Operation, show), place, told);
}

/** Those with a session first. */
const ordered = apis.toReversed().toSorted((a, b) => Number(Boolean(b.form)) - Number(Boolean(a.form)));

interface Wanted extends ExplorerOptions {
  api: Api;
  operation: Operation;
  status: Status;
  one: Try;
  button: HTMLElement;
  told: HTMLElement;
}

/** Gets one answer, or shows the contract's where no request brings it about. */
async function get({ api, operation, status, one, button, told, onOutcome, onExample }: Wanted): Promise<void> {
  if (one.state) {
    tell(told, `${status.status} as the contract shows it: no request brings it about.`);
    return onExample(operation, status, one);
  }
  if (button.getAttribute('aria-busy')) return;
  button.setAttribute('aria-busy', 'true');
  const onCount = (sent: number) => tell(told, `${sent} requests sent, until the server has had enough…`);
  const outcome = await run(api, { operation, status, one }, onCount).catch(() => ({ exchange: null }));
  button.removeAttribute('aria-busy');
  const got = outcome.exchange?.answer?.status;
  const isSame = got === status.status;
  button.dataset.got = isSame ? 'same' : 'other';
  fill(button.querySelector('.got') as Element, got === undefined ? ' no answer' : ` ${got}`);
  const said = got === undefined ? 'the server did not answer' : isSame ? `${got}, as documented` : `${got}, not ${status.status}`;
  tell(told, `${one.title}: ${said}.`);
  onOutcome(outcome);
}

type Go = (status: Status, one: Try, button: HTMLElement) => Promise<void>;

function toOperation(operation: Operation, go: Go): HTMLElement[] {
  const { id, method, path, says, statuses } = operation;
  // What takes many requests, or none at all, is left to a click of its own.
  const tryAll = async (event: Event) => {
    const button = event.currentTarget as HTMLElement;
    if (button.getAttribute('aria-busy')) return;
    button.setAttribute('aria-busy', 'true');
    const waiting = [...list.querySelectorAll<HTMLElement>('button.try:not([data-alone])')];
    const work = async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) await clicks.get(next)?.();
    };
    await Promise.all(Array.from({ length: together }, work));
    button.removeAttribute('aria-busy');
  };
  const clicks = new Map<HTMLElement, () => Promise<void>>();
  const list = el('ul', { class: 'statuses' }, ...statuses.map((status) => toStatus(status, go, clicks)));
  return [
    el(
      'div',
      { class: 'operation' },
      el('div', {}, el('h3', {}, id, ' ', el('code', {}, `${method} ${path}`)), el('p', { class: 'quiet' }, says)),
      el('button', { onclick: (event) => void tryAll(event) }, 'Try them all'),
    ),
    list,
  ];
}

function toStatus(status: Status, go: Go, clicks: Map<HTMLElement, () => Promise<void>>): HTMLElement {
  const id = `status-${status.status}`;
  const buttons = status.tries.map((one) => {
    const { button, click } = toTry(one, go, status);
    clicks.set(button, click);
    return el('li', {}, button);
  });
  const isShown = status.tries.every(({ state }) => state);
  const says = el(
    'p',
    { class: 'quiet' },
    ...prose(status.says),
    isShown ? ' Shown from the contract: it takes a server in trouble.' : null,
  );
  return el(
    'li',
    { class: 'status', 'data-kind': String(status.status).charAt(0) },
    el('h4', { id }, String(status.status)),
    el('div', {}, says, el('ul', { class: 'tries', 'aria-labelledby': id }, ...buttons)),
  );
}

function toTry(one: Try, go: Go, status: Status): { button: HTMLElement; click: () => Promise<void> } {
  const { name, title, repeat, state } = one;
  const marks = { 'data-name': name, 'data-alone': Boolean(repeat ?? state), 'data-shown': Boolean(state) };
  const button = el('button', { class: 'try', title: name, ...marks }, ...prose(title), el('span', { class: 'got' }));
  const click = () => go(status, one, button);
  button.addEventListener('click', () => void click());
  return { button, click };
}

function operationPicker(chosen: Operation, onChoose: (api: Api, operation: Operation) => void): HTMLElement {
  const toOption = (api: Api, operation: Operation) => {
    const input = el('input', {
      type: 'radio',
      name: 'operation',
      checked: operation === chosen,
      onchange: () => onChoose(api, operation),
    });
    return el('label', {}, input, el('span', {}, operation.id));
  };
  const rows = ordered.map((api) =>
    el(
      'div',
      { class: 'choice', role: 'group', 'aria-label': api.title },
      el('span', { class: 'legend', 'aria-hidden': 'true' }, api.title),
      ...api.operations.map((operation) => toOption(api, operation)),
    ),
  );
  return el('div', { class: 'picker', role: 'radiogroup', 'aria-label': 'Operation' }, ...rows);
}

function tell(place: HTMLElement, text: string): void {
  fill(place, text, ' ', el('a', { href: '#exchange' }, 'See request and answer'));
}
