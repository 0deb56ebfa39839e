import { relative } from 'node:path';
import type { Outcome } from './cycle.ts';
import type { View } from './screen/frame.ts';
import type { Screen } from './screen/screen.ts';
import type { Served } from './serve/served.ts';

/** What follows a contract that holds; left out where it was not wanted. */
export interface Followers {
  server?: { reload(): Promise<void> } | undefined;
  preview?: { replace(documents: Readonly<Record<string, object>>): Promise<void> } | undefined;
}

export interface SessionOptions {
  /** The project's folder, absolute. */
  root: string;
  screen: Screen;
  /** The time of day, such as `14:03:12`. */
  time: () => string;
  isCode: (path: string) => boolean;
}

export interface Session {
  /** After each cycle, with the absolute paths that set it off. */
  take(outcome: Outcome, changed: readonly string[], followers: Followers): void;
  serverIs(served: Served): void;
  previewIs(mock: Served, docs: Served): void;
}

/** Holds what is shown, and lets server, mock and docs follow each contract that holds: while one does not, they stay as they are. */
export function createSession({ root, screen, time, isCode }: SessionOptions): Session {
  let view: View = {
    root,
    outcome: undefined,
    changed: [],
    at: '',
    server: { state: 'off' },
    mock: { state: 'off' },
    docs: { state: 'off' },
    typesOf: undefined,
  };
  const follow = createFollowing();
  const update = (part: Partial<View>) => {
    view = { ...view, ...part };
    if (view.outcome) screen.show(view, part.outcome ? 'cycle' : 'state');
  };
  return {
    take(outcome, changed, followers) {
      const at = time();
      const typesOf = outcome.types.kept.length === 0 ? at : view.typesOf;
      update({ outcome, at, changed: changed.map((path) => relative(root, path)), typesOf });
      follow(outcome, changed.some(isCode), followers);
    },
    serverIs: (server) => update({ server }),
    previewIs: (mock, docs) => update({ mock, docs }),
  };
}

/** Who lags behind is asked once a contract holds, even if the change itself came cycles before. */
function createFollowing() {
  const lags = { server: true, preview: true };
  return ({ documents, contractsHold, handlersFit, types }: Outcome, hasNewCode: boolean, { server, preview }: Followers): void => {
    const isNew = types.written.length > 0;
    lags.server ||= isNew || hasNewCode;
    lags.preview ||= isNew;
    if (contractsHold && preview && lags.preview) {
      lags.preview = false;
      void preview.replace(documents);
    }
    if (handlersFit && server && lags.server) {
      lags.server = false;
      void server.reload();
    }
  };
}
