import type { At, ApiName, OperationId, SessionApi, SessionSpec } from '@countersign/contracts';
import type { SuccessBody } from './result.ts';

/** What is known of a session. The same object until something changes; never with a token in it. */
export interface Snapshot<User = unknown> {
  readonly state: 'signed-in' | 'signed-out';
  /** False until the storage has been read: before that nobody knows whether someone is signed in. `session.ready()` waits for it. */
  readonly isReady: boolean;
  /** Who is signed in, by the client's names; null when nobody is, or when it is not known yet. */
  readonly user: User | null;
  /** When the access token expires, in milliseconds since 1970 by this device's clock; null if the token does not say. A hint: the server decides. */
  readonly expiresAt: number | null;
  /** Whether the session can renew itself. */
  readonly isRenewable: boolean;
}

/** Something that happened to the session. */
export interface SessionEvent {
  /** `adopted` is a session or new tokens of another tab; `updated` is a new snapshot for another reason: the storage was read, the user was fetched. */
  readonly type: 'signed-in' | 'renewed' | 'signed-out' | 'renewal-failed' | 'adopted' | 'updated';
  /** Why: for `signed-out` one of `requested`, `refused`, `elsewhere`; for `renewal-failed` the code of the error. */
  readonly reason?: string | undefined;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Called with the snapshot of the moment after each event, synchronously; what it throws is ignored. */
export type SessionListener<User = unknown> = (snapshot: Snapshot<User>, event: SessionEvent) => void;

/**
 * The session of a client. It keeps, renews and ends itself as calls are made; nothing runs before the first call, and no timer runs between calls.
 * None of its methods but `accessToken` and `renew` ever rejects.
 */
export interface Session<User = unknown> {
  /** The snapshot of this moment. */
  get(): Snapshot<User>;
  /** The snapshot once the storage has been read and, if someone is signed in of whom nothing is known yet, the user has been fetched. */
  ready(): Promise<Snapshot<User>>;
  /** Listens, beginning with the reading of the storage if that was not done yet. @returns stops listening */
  subscribe(listener: SessionListener<User>): () => void;
  /** A token that is still good, renewed first if need be; null if nobody is signed in. Rejects with a ClientError if it had to be renewed in vain. */
  accessToken(): Promise<string | null>;
  /** Renews now, together with whoever does so already. Rejects with a ClientError `renewal_failed` when it cannot be told whether the session is good. */
  renew(): Promise<Snapshot<User>>;
  /** Forgets the session at once, here and in the storage, and then tells the server. Never rejects, whatever the server says. */
  signOut(): Promise<void>;
  /** Stops listening to other tabs and forgets the subscribers; the session stays. */
  dispose(): void;
}

/** The user of an API's session, by the client's names. */
export type UserOf<A extends ApiName> = A extends SessionApi
  ? SessionSpec<A> extends { readonly user: { readonly operation: infer Op extends OperationId<A>; readonly user: infer Path } }
    ? At<SuccessBody<A, Op>, Path>
    : unknown
  : never;
