import type { ApiName, Operation, SessionRoles } from '@countersign/contracts';
import type { ClientOptions } from './client.ts';
import type { SessionListener, Snapshot } from './session.ts';
import type { Kept } from './session/kept.ts';
import type { SessionStorage } from './storage.ts';
import type { Transport } from './transport.ts';

/** What the calls of one client share: what it was made of. */
export interface Means extends Pick<ClientOptions, 'logger' | 'validate'> {
  readonly api: ApiName;
  readonly operations: Readonly<Record<string, Operation>>;
  readonly roles: SessionRoles | undefined;
  readonly transport: Transport;
  readonly storage: SessionStorage;
  readonly clock: () => number;
  /** Milliseconds that one call, and one access to the storage, may take. */
  readonly timeout: number;
  /** The headers of every request bring credentials of their own. */
  readonly isForeign: boolean;
}

/** And its session. */
export interface State extends Means {
  current: Kept | null;
  snapshot: Snapshot;
  /** The user of the snapshot as JSON. */
  userText?: string;
  /** Counts the beginnings of sign-ins, and the sign-outs. */
  order: number;
  /** The last of them that took effect: whatever began before it comes too late. */
  floor: number;
  /** The latest `at` that was ever seen. */
  latest: number;
  /** Whether the storage has held this session, so that its absence means that someone removed it. */
  isStored: boolean;
  renewal?: { token: string; done: Promise<Kept | null> } | undefined;
  loading?: Promise<void>;
  /** The storage is asked one thing at a time, in order. */
  queue: Promise<unknown>;
  readonly listeners: Set<SessionListener>;
  unlisten?: (() => void) | undefined;
}

export function createState(means: Means): State {
  const snapshot = { state: 'signed-out', isReady: false, user: null, expiresAt: null, isRenewable: false } as const;
  return {
    ...means,
    current: null,
    snapshot,
    order: 0,
    floor: 0,
    latest: 0,
    isStored: false,
    queue: Promise.resolve(),
    listeners: new Set(),
  };
}
