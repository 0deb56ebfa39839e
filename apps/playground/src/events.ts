import type { SessionEvent, Snapshot } from '@countersign/client';
import { el } from './dom.ts';
import { toTime } from './duration.ts';

const most = 8;

const endings: Readonly<Record<string, string>> = {
  requested: 'Signed out, in all tabs',
  refused: 'Ended: the server refused the token',
  elsewhere: 'Signed out in another tab',
};

/** The events of all sessions, newest first. New ones are read out. */
export function eventLog(): { element: HTMLElement; add(api: string, snapshot: Snapshot, event: SessionEvent): void } {
  const list = el('ol', { class: 'events' });
  const empty = el('p', { class: 'quiet' }, 'Nothing yet. Sign-ins, renewals and sign-outs appear here, those of other tabs too.');
  const log = el('div', { role: 'log', 'aria-live': 'polite', 'aria-labelledby': 'events-title' }, empty, list);
  return {
    element: log,
    add(api, snapshot, event) {
      const text = toSentence(snapshot, event);
      if (!text) return;
      empty.remove();
      const at = new Date(event.at);
      const time = el('time', { datetime: at.toISOString() }, toTime(at));
      list.prepend(el('li', { class: event.type }, el('span', { class: 'said' }, text), el('span', { class: 'quiet' }, api, ' · ', time)));
      list.children[most]?.remove();
    },
  };
}

function toSentence({ state, user }: Snapshot, { type, reason }: SessionEvent): string | null {
  switch (type) {
    case 'signed-in':
      return 'Signed in';
    case 'renewed':
      return 'Renewed: new tokens, same session';
    case 'adopted':
      return 'Took over what another tab did';
    case 'renewal-failed':
      return `Renewal failed (${reason ?? 'unknown'}); the session stays`;
    case 'signed-out':
      return endings[reason ?? ''] ?? 'Signed out';
    default:
      // That nobody was signed in when the page came is no news.
      if (state === 'signed-out') return null;
      return user === null ? 'Found a session in this browser' : 'Learned who is signed in';
  }
}
