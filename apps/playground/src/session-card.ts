import { el, fill } from './dom.ts';
import { toDuration } from './duration.ts';
import type { Face, Person } from './faces.ts';
import { spoilToken, type Verdict } from './wire.ts';

/** How many calls go out together when the token fails. */
const calls = 5;

/** Whose session it is, how long its token lives, and what can be done with it. `dispose` stops the clock. */
export function sessionCard(face: Face, onVerdict: (verdict: Verdict) => void): { element: HTMLElement; dispose(): void } {
  const clock = countdown(face);
  const element = el(
    'div',
    { class: 'who' },
    whoIs(face.person()),
    clock.element,
    deeds(face, onVerdict),
    el('button', { class: 'leave', onclick: () => void face.session.signOut() }, 'Sign out in all tabs'),
    el('p', { class: 'quiet' }, 'Tokens stay in this browser’s localStorage, shared by its tabs, and are never shown.'),
  );
  return { element, dispose: clock.dispose };
}

function deeds({ session, whoAmI }: Face, onVerdict: (verdict: Verdict) => void): HTMLElement {
  const { isRenewable } = session.get();
  const deed = (text: string, note: string, act: () => Promise<unknown>) => {
    const press = (event: Event) => void busy(event.currentTarget as HTMLElement, act);
    return el('li', {}, el('button', { onclick: press }, text), el('p', { class: 'quiet' }, note));
  };
  const ask = async () => onVerdict(await whoAmI());
  const fail = () => {
    spoilToken();
    return Promise.all(Array.from({ length: calls }, ask));
  };
  const failing = isRenewable ? 'Each meets a 401; one renewal carries them all.' : 'This API has no renewal: a 401 ends the session.';
  return el(
    'ul',
    { class: 'deeds' },
    deed('Who am I?', 'Asks the server, with the token that the session attaches.', ask),
    isRenewable && deed('Renew now', 'New tokens for the same session.', () => session.renew().catch(() => undefined)),
    deed(`Let the token fail under ${calls} calls`, failing, fail),
  );
}

function whoIs(person: Person | null): HTMLElement {
  if (!person) return el('p', { class: 'quiet' }, 'Signed in; asking whose session it is…');
  const { name, roles, permissions, facts } = person;
  const initials = name
    .split(/\s+/)
    .flatMap((word) => word.at(0) ?? [])
    .slice(0, 2)
    .join('');
  return el(
    'div',
    {},
    el(
      'div',
      { class: 'badge' },
      el('span', { class: 'initials', 'aria-hidden': 'true' }, initials),
      el(
        'div',
        {},
        el('p', { class: 'name' }, name),
        el('p', { class: 'role' }, el('span', { class: 'unseen' }, 'Role: '), roles.join(', ')),
      ),
    ),
    el('dl', { class: 'facts' }, ...facts.flatMap(([term, value]) => [el('dt', {}, term), el('dd', {}, value)])),
    el('h3', { id: 'permissions' }, 'Permissions'),
    permissions.length > 0
      ? el('ul', { class: 'chips', 'aria-labelledby': 'permissions' }, ...permissions.map((permission) => el('li', {}, permission)))
      : el('p', { class: 'quiet' }, 'None.'),
  );
}

function countdown({ session }: Face): { element: HTMLElement; dispose(): void } {
  const time = el('span', { role: 'timer', class: 'time', 'aria-labelledby': 'expiry' });
  const bar = el('progress', { max: 1, 'aria-labelledby': 'expiry' });
  const note = el('p', { class: 'quiet' });
  let seen: number | null = null;
  let whole = 1;
  const tick = () => {
    const { expiresAt, isRenewable } = session.get();
    const left = (expiresAt ?? 0) - Date.now();
    // How long a token lives is known only if it was seen to begin.
    if (expiresAt !== seen) whole = Math.max(left, 1);
    seen = expiresAt;
    bar.value = Math.max(0, Math.min(1, left / whole));
    time.textContent = expiresAt === null ? 'The token does not say' : toDuration(left);
    fill(note, left > 0 || expiresAt === null ? null : isRenewable ? 'Expired: the next call renews it.' : 'Expired: sign in again.');
  };
  tick();
  const timer = setInterval(tick, 1000);
  return {
    element: el('div', { class: 'expiry' }, el('h3', { id: 'expiry' }, 'Token expires in'), time, bar, note),
    dispose: () => clearInterval(timer),
  };
}

/** Says so while it is at work, and is not pressed twice. */
async function busy(button: HTMLElement, act: () => Promise<unknown>): Promise<void> {
  if (button.getAttribute('aria-busy')) return;
  button.setAttribute('aria-busy', 'true');
  await act();
  button.removeAttribute('aria-busy');
}
