import { findOperation, type Operation, type Place, type Status, type Try } from './contract.ts';
import { type Child, el, fill } from './dom.ts';
import { toDuration, toTime } from './duration.ts';
import { quote, tint } from './quote.ts';
import type { Exchange, Verdict } from './wire.ts';

const most = 12;

export interface Inspector {
  element: HTMLElement;
  /** Adds an exchange, and shows it. */
  add(exchange: Exchange): void;
  /** Adds what the client made of an exchange, and shows it. */
  judge(verdict: Verdict, exchange?: Exchange | null): void;
  showExample(operation: Operation, status: Status, one: Try): void;
}

/** Request and answer side by side, each with the lines of the contract that rule it, and the last few to choose from. */
export function inspector(): Inspector {
  const past: Exchange[] = [];
  const list = el('ol', { class: 'past', 'aria-label': 'The last requests' });
  const place = el('div', {}, el('p', { class: 'quiet' }, 'Nothing was sent yet. Sign in, or pick an answer above.'));
  const show = (exchange: Exchange | null, parts: readonly HTMLElement[]) => {
    fill(place, ...parts);
    for (const [index, item] of [...list.children].entries())
      item.firstElementChild?.setAttribute('aria-pressed', String(past[index] === exchange));
  };
  return {
    element: el('div', { class: 'inspector' }, list, place),
    add(exchange) {
      past.unshift(exchange);
      list.prepend(toItem(exchange, () => show(exchange, toSides(exchange))));
      past.splice(most);
      list.children[most]?.remove();
      show(exchange, toSides(exchange));
    },
    judge(verdict, exchange = past.find(({ answer }) => answer && requestIdOf(answer.headers) === verdict.requestId)) {
      if (exchange) show(exchange, toSides(Object.assign(exchange, { verdict })));
    },
    showExample: (operation, status, one) => show(null, toExample(operation, status, one)),
  };
}

function toItem({ method, path, answer }: Exchange, onclick: () => void): HTMLElement {
  const status = answer?.status;
  const text = ` ${method} ${path.split('/').at(-1) ?? ''}`;
  return el('li', {}, el('button', { onclick, 'data-kind': String(status ?? 0).charAt(0) }, el('strong', {}, String(status ?? '–')), text));
}

function toSides(exchange: Exchange): HTMLElement[] {
  const { method, path, headers, body, answer, tried, at, verdict } = exchange;
  const { request, response } = placesOf(exchange);
  const status = answer?.status;
  return [
    ...(verdict ? [toVerdict(verdict)] : []),
    el(
      'p',
      { class: 'quiet' },
      `Sent at ${toTime(at)}`,
      answer ? `, answered in ${Math.round(answer.duration)} ms. ` : '. ',
      tried ? tried.one.title : null,
    ),
    el(
      'div',
      { class: 'sides' },
      side('Request', el('span', {}, `${method} ${path}`), headers, body, request && quote('Ruled by', request)),
      side(
        'Answer',
        el('span', { 'data-kind': String(status ?? 0).charAt(0), class: 'code' }, status === undefined ? 'No answer' : String(status)),
        answer?.headers ?? [],
        answer?.body ?? null,
        response ? quote('Ruled by', response) : el('p', { class: 'warn' }, 'The contract has no such answer.'),
      ),
    ),
  ];
}

function requestIdOf(headers: Exchange['headers']): string | undefined {
  return headers.find(([name]) => name === 'x-request-id')?.[1];
}

function toExample(operation: Operation, status: Status, one: Try): HTMLElement[] {
  const { method, path, body } = one.request;
  const answer = one.answer === null ? null : JSON.stringify(one.answer, null, 2);
  return [
    el(
      'p',
      { class: 'note' },
      `Not sent: it takes a server in the state “${one.state}”, which no request brings about. This is the contract’s own example.`,
    ),
    el(
      'div',
      { class: 'sides' },
      side('Request', el('span', {}, `${method} ${path}`), [], body === undefined ? null : '…', quote('Ruled by', operation.at)),
      side('Answer', el('span', { class: 'code', 'data-kind': '5' }, String(status.status)), [], answer, quote('Ruled by', one.at)),
    ),
  ];
}

function side(
  title: string,
  first: HTMLElement,
  headers: readonly (readonly [string, string])[],
  body: string | null,
  ruling: Child,
): HTMLElement {
  const text = headers.map(([name, value]) => `${name}: ${value}`).join('\n');
  return el(
    'section',
    { class: 'side-by', 'aria-label': title },
    el('h3', {}, el('span', { class: 'what' }, title), ' ', first),
    text ? headerList(title, text, headers.length) : null,
    body ? region(`Body of the ${title.toLowerCase()}`, body, 'body') : el('p', { class: 'quiet' }, 'No body.'),
    ruling,
  );
}

/** Whether headers are shown; holds for every exchange. */
let isOpen = false;

function headerList(title: string, text: string, count: number): HTMLElement {
  const details = el('details', { open: isOpen }, el('summary', {}, count === 1 ? '1 header' : `${count} headers`));
  details.addEventListener('toggle', () => {
    isOpen = details.open;
  });
  details.append(region(`Headers of the ${title.toLowerCase()}`, text, 'headers'));
  return details;
}

function region(label: string, text: string, kind: string): HTMLElement {
  const lines = text.split('\n').flatMap((line) => [...tint(line), '\n']);
  return el('pre', { class: kind, tabindex: 0, role: 'region', 'aria-label': label }, el('code', {}, ...lines));
}

/** What a caller of the client gets to see. */
function toVerdict({ ok, status, error }: Verdict): HTMLElement {
  const { kind, code, retryAfter, issues = [] } = error ?? {};
  const facts: [string, string][] = [
    ['ok', String(ok)],
    ['status', String(status)],
  ];
  if (kind) facts.push(['error.kind', kind]);
  if (code) facts.push(['error.code', code]);
  if (retryAfter !== undefined) facts.push(['error.retryAfter', toDuration(retryAfter)]);
  for (const { field, message } of issues) facts.push([`error.issues: ${field ?? 'null'}`, message]);
  return el(
    'section',
    { class: 'verdict', 'aria-labelledby': 'verdict' },
    el('h3', { id: 'verdict' }, 'What the client makes of it'),
    el('dl', { class: 'facts' }, ...facts.flatMap(([name, value]) => [el('dt', {}, name), el('dd', {}, value)])),
  );
}

/** The sentences that rule an exchange: those of the example that was tried, else those of the operation and the status. */
function placesOf({ tried, method, path, answer }: Exchange): { request: Place | undefined; response: Place | undefined } {
  const operation = tried?.operation ?? findOperation(method, path);
  const documented = operation?.statuses.find(({ status }) => status === answer?.status);
  return { request: tried?.one.requestAt ?? operation?.at, response: tried && tried.status === documented ? tried.one.at : documented?.at };
}
