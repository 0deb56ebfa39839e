import type { SessionEvent, Snapshot } from '@countersign/client';
import { choice } from './choice.ts';
import { type Api, apis } from './contract.ts';
import { byId, el, fill } from './dom.ts';
import { type Face, faces } from './faces.ts';
import { sessionCard } from './session-card.ts';
import { signInForm } from './sign-in-form.ts';
import type { Verdict } from './wire.ts';

export interface PanelOptions {
  onEvent(title: string, snapshot: Snapshot, event: SessionEvent): void;
  onVerdict(verdict: Verdict): void;
}

/** The session of the chosen API: a form while nobody is signed in, else who is. The sessions of all of them are watched. */
export function sessionPanel({ onEvent, onVerdict }: PanelOptions): void {
  const known = apis.filter(({ name }) => name in faces).toReversed();
  let chosen = known[0]?.name ?? '';
  let dispose = () => {};
  const draw = () => {
    dispose();
    dispose = keepFocus(() => drawSession(known.find(({ name }) => name === chosen) as Api, onVerdict));
  };
  for (const { name, title } of known)
    watch(faceOf(name), (event, snapshot, isOther) => {
      onEvent(title, snapshot, event);
      if (isOther && name === chosen) draw();
    });
  const choose = (name: string) => {
    chosen = name;
    draw();
  };
  fill(
    byId('api'),
    choice(
      'API',
      known.map(({ name, title }) => ({ value: name, text: title })),
      chosen,
      choose,
    ),
  );
  draw();
}

/** @returns ends what was drawn */
function drawSession({ name, form }: Api, onVerdict: PanelOptions['onVerdict']): () => void {
  const face = faceOf(name);
  const { state, isReady } = face.session.get();
  const place = byId('session');
  if (!isReady) fill(place, el('p', { class: 'quiet' }, 'Reading what this browser keeps…'));
  else if (state === 'signed-in') {
    const card = sessionCard(face, onVerdict);
    fill(place, card.element);
    return card.dispose;
  } else if (form) fill(place, signInForm(form, face, onVerdict));
  return () => {};
}

/** If what had the focus goes away, the title of the section has it. */
function keepFocus<T>(draw: () => T): T {
  const hadFocus = byId('session').contains(document.activeElement);
  const drawn = draw();
  if (hadFocus) byId('session-title').focus();
  return drawn;
}

/** New tokens change nothing that is drawn but the countdown, which sees for itself: `isOther` is false then. */
function watch({ session }: Face, listener: (event: SessionEvent, snapshot: Snapshot, isOther: boolean) => void): void {
  let last: Snapshot | undefined;
  session.subscribe((snapshot, event) => {
    const isOther = last?.state !== snapshot.state || last.isReady !== snapshot.isReady || last.user !== snapshot.user;
    last = snapshot;
    listener(event, snapshot, isOther);
  });
  void session.ready();
}

function faceOf(name: string): Face {
  return faces[name as keyof typeof faces];
}
