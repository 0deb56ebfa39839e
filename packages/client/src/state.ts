import type { ApiName, Operation, SessionRoles } from '@countersign/contracts';
import type { ClientOptions } from './client.ts';
import type { SessionListener, Snapshot } from './session.ts';
import type { Kept } from './session/kept.ts';
import type { SessionStorage } from './storage.ts';

/** What the calls of one client share: what it was made of, and its session. */
export interface State extends Pick<ClientOptions, 'fetch' | 'headers' | 'logger' | 'validate'> {
  readonly api: ApiName;
  readonly operations: Readonly<Record<string, Operation>>;
  readonly session?: SessionRoles;
  readonly baseUrl: string;
  /** How the session begins, unless the headers of every request bring credentials of their own. */
  readonly begin: SessionRoles['begin'] | undefined;
  /** Undefined if the session is in memory alone. */
  readonly storage?: SessionStorage;
  readonly clock: () => number;
  /** Milliseconds that one call, and one access to the storage, may take. */
  readonly timeout: number;
  current: Kept | null;
  /** Whether the storage has been read, or need not be any more. */
  isReady: boolean;
  /** That of this moment, as soon as somebody has asked for it. */
  snapshot?: Snapshot | undefined;
  /** The answer that last told who the user is. */
  userText?: string | undefined;
  /** Counts the beginnings of sign-ins, and the sign-outs. */
  order: number;
  /** The last of them that took effect: whatever began before it comes too late. */
  floor: number;
  /** The latest `at` that was ever seen. */
  latest: number;
  /** Whether the storage has held this session, so that its absence means that someone removed it. */
  isStored?: boolean;
  /** What is under way, by the access token that is to be replaced. */
  readonly renewals: Record<string, Promise<Kept | null>>;
  loading?: Promise<void>;
  /** The storage is asked one thing at a time, in order. */
  queue: Promise<unknown>;
  readonly listeners: Set<SessionListener>;
  unlisten?: (() => void) | undefined;
}
