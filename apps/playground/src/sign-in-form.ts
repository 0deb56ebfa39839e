import { choice } from './choice.ts';
import type { Form } from './contract.ts';
import { el, fill } from './dom.ts';
import { toDuration } from './duration.ts';
import type { Face } from './faces.ts';
import type { Verdict } from './wire.ts';

/** The keyboard that suits an identifier; that of a text is the rule. */
const keyboards: Readonly<Record<string, string>> = { email: 'email', phone: 'tel' };

/** The form that begins a session, filled with the contract's own example. `onVerdict` is told what the client made of each try. */
export function signInForm(form: Form, face: Face, onVerdict: (verdict: Verdict) => void): HTMLFormElement {
  const who = identifierField(form);
  const secret = el('input', { id: 'secret', type: 'password', autocomplete: 'current-password', 'aria-describedby': 'hint' });
  secret.value = form.secret.example;
  const trouble = el('div', { role: 'alert', class: 'trouble' });
  const submit = el('button', { class: 'main' }, 'Sign in');
  const send = async (event: Event) => {
    event.preventDefault();
    if (submit.getAttribute('aria-busy')) return;
    submit.setAttribute('aria-busy', 'true');
    fill(trouble);
    const verdict = await face.begin(who.kind(), who.input.value, secret.value);
    submit.removeAttribute('aria-busy');
    onVerdict(verdict);
    showTrouble(verdict, trouble, { [who.kind()]: who.input, [form.secret.name]: secret });
  };
  return el(
    'form',
    { class: 'form', novalidate: true, onsubmit: (event) => void send(event) },
    ...who.elements,
    el('div', { class: 'field' }, el('label', { for: 'secret' }, toTitle(form.secret.name)), secret),
    el('p', { id: 'hint', class: 'quiet' }, 'Filled in with the contract’s example, a demo account.'),
    trouble,
    submit,
  );
}

function identifierField({ identifiers }: Form): { elements: HTMLElement[]; input: HTMLInputElement; kind(): string } {
  let kind = identifiers[0]?.name ?? '';
  const label = el('label', { for: 'identifier' });
  const input = el('input', { id: 'identifier', autocomplete: 'username', spellcheck: 'false', autocapitalize: 'none' });
  const choose = (chosen: string) => {
    kind = chosen;
    label.textContent = toTitle(kind);
    input.inputMode = keyboards[kind] ?? 'text';
    input.value = identifiers.find(({ name }) => name === kind)?.example ?? '';
  };
  choose(kind);
  const options = identifiers.map(({ name }) => ({ value: name, text: toTitle(name) }));
  return { elements: [choice('Sign in by', options, kind, choose), el('div', { class: 'field' }, label, input)], input, kind: () => kind };
}

function showTrouble({ ok, error }: Verdict, place: HTMLElement, inputs: Readonly<Record<string, HTMLInputElement>>): void {
  for (const input of Object.values(inputs)) input.removeAttribute('aria-invalid');
  if (ok || !error) return;
  const { issues, kind, code, status, retryAfter } = error;
  const lines = issues.length > 0 ? [...new Set(issues.map(({ message }) => message))] : [messageOf(error.body) ?? `No answer: ${kind}.`];
  fill(
    place,
    el('p', {}, el('strong', {}, `${status ?? kind}`), ` ${code}`),
    ...lines.map((line) => el('p', {}, line)),
    retryAfter === undefined ? null : el('p', {}, `Try again in ${toDuration(retryAfter)}.`),
  );
  for (const { field } of issues) inputs[field ?? '']?.setAttribute('aria-invalid', 'true');
}

function messageOf(body: unknown): string | undefined {
  return typeof body === 'object' && body !== null && 'message' in body ? String(body.message) : undefined;
}

function toTitle(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
