import type { Account, Credential } from './account.ts';
import type { AuditRow, AuditStore } from './audit.ts';
import type { CanonicalIdentifiers } from './identifiers.ts';
import type { PublicJwk } from './jwk.ts';
import type { AccountDraft } from './new-account.ts';
import type { KnownSourceStore } from './source.ts';
import type { ThrottleStore } from './throttle.ts';
import type { TokenProfile } from './token-profile.ts';

/** A row of a key pair. `publicJwk` is what the world may know, `sealedPrivateKey` what only the holder of the secret can open. */
export interface StoredKey {
  kid: string;
  /** Name of the token profile that signs with it. At most one active and one pending key exist per profile. */
  profile: string;
  algorithm: TokenProfile['algorithm'];
  /** `pending`: published, does not sign yet. `retired`: verifies what it signed, signs no more. A revoked key is never read again. */
  state: 'pending' | 'active' | 'retired';
  publicJwk: PublicJwk;
  sealedPrivateKey: string;
  createdAt: number;
  /** When it may begin to sign, or began. */
  activeFrom: number;
  /** When it ends to verify; null until it is retired. */
  verifyUntil: number | null;
}

/** What tells one account from the others. */
export type AccountSummary = Pick<Account, 'id' | 'username' | 'email' | 'phone' | 'status' | 'roles'>;

export interface NewAccount extends AccountDraft {
  /** One that `checkHash` finds good. */
  passwordHash: string;
}

/** Why one of several new accounts cannot be added; `index` is its place among them. */
export type AddDefect = { index: number } & ({ taken: 'username' | 'email' | 'phone' } | { unknownRole: string });

export interface NewSession {
  id: string;
  accountId: number;
  /** Name of the token profile that the session was opened with. */
  profile: string;
  createdAt: number;
  /** Of the credential that was checked: the session is void when the password was changed in the meantime. */
  passwordChangedAt: number;
  /** When it ends unless it is renewed; not after `expiresAt`. */
  idleExpiresAt: number;
  /** When it ends in any case. */
  expiresAt: number;
  /** SHA-256 of the session's first refresh token, base64url. Never the token. */
  refreshTokenHash: string | undefined;
  /** What the audit trail says of it. */
  trace?: AuditRow | undefined;
}

export type EndReason = 'signed-out' | 'token-reused' | 'password-changed' | 'account-disabled' | 'revoked';

/** How to name a session: by its id, or by any refresh token that it ever had. */
export type SessionKey = { id: string } | { refreshTokenHash: string };

export interface SessionOwner {
  sessionId: string;
  accountId: number;
}

export interface Rotation {
  tokenHash: string;
  profile: string;
  now: number;
  successorHash: string;
  /** Null when the token is not to be answered a second time. */
  sealedSuccessor: string | null;
  /** The last moment of the grace. */
  graceUntil: number | null;
  /** The session's next idle limit, should it not end before. */
  idleExpiresAt: number;
}

export interface SpentToken extends SessionOwner {
  /** Null when the successor was used, or is not to be had a second time. */
  sealedSuccessor: string | null;
  graceUntil: number | null;
}

/**
 * What the core needs of a database. Times are epoch milliseconds. When the database is away every method
 * rejects with the failure `unavailable`, whose cause is the database's own error.
 *
 * A session is live as long as it has not ended or expired, its account is active and still has the password that it was opened with.
 */
export interface Store {
  accounts: {
    /** The one account that all the given identifiers belong to; undefined when there is none, or when none is given. */
    findCredential(identifiers: CanonicalIdentifiers): Promise<Credential | undefined>;
    find(id: number): Promise<Account | undefined>;
    count(): Promise<number>;
    /** By id, those after that one, at most `limit`. */
    list(page: { after: number; limit: number }): Promise<AccountSummary[]>;
    /** All of them with their roles, and a copy of the trace for each, or none. Resolves to their ids, or to what is wrong with them. */
    add(accounts: readonly NewAccount[], options: { at: number; trace: AuditRow }): Promise<{ ids: number[] } | { defects: AddDefect[] }>;
    /** Never moves the time back: of two sign-ins at once the newer one stays. */
    touchLastLogin(id: number, at: number): Promise<void>;
    /** Who becomes inactive loses all sessions with it. The trace is kept with the change or not at all. False when there is no such account. */
    setStatus(id: number, status: Account['status'], at: number, trace?: AuditRow): Promise<boolean>;
    /** Ends all sessions of the account with it, and keeps the trace. False when there is no such account. */
    setPassword(id: number, phc: string, at: number, trace?: AuditRow): Promise<boolean>;
    /** The same password under another hash: sessions go on. False, and nothing changes, when `oldPhc` is not the hash any more. */
    replaceHash(id: number, oldPhc: string, newPhc: string): Promise<boolean>;
  };
  sessions: {
    /** The session, its refresh token and its trace in one transaction: all or nothing. */
    create(session: NewSession): Promise<void>;
    /** The account of a live session of that profile, if it is that account's. */
    findAccount(session: SessionOwner & { profile: string; now: number }): Promise<Account | undefined>;
    /** Consumes an unused refresh token of a live session and adds its only successor. Undefined, and nothing changes, when there is no such token. */
    rotate(rotation: Rotation): Promise<SessionOwner | undefined>;
    /** A refresh token that was consumed before, of a session that is still live. */
    findSpent(token: { tokenHash: string; profile: string; now: number }): Promise<SpentToken | undefined>;
    /** The session that ended by this call, undefined when there is none. */
    end(session: SessionKey & { profile: string; now: number; reason: EndReason }): Promise<SessionOwner | undefined>;
    /** Ends every session of the account. Resolves to how many there were. */
    endAll(accountId: number, now: number, reason: EndReason): Promise<number>;
  };
  keys: {
    /** All but the revoked ones, oldest first. */
    list(): Promise<StoredKey[]>;
    /** Does nothing when the profile has a key in that state already, whoever made it. */
    insertIfAbsent(key: StoredKey): Promise<void>;
    /** Makes the pending key the active one, in place of the one given or of none. False, and nothing changes, when another process was faster. */
    activate(kid: string, options: { now: number; retire?: { kid: string; verifyUntil: number } | undefined }): Promise<boolean>;
    /** For ever: its private half is gone from then on. False when there is no such key. */
    revoke(kid: string, now: number): Promise<boolean>;
  };
  throttle: ThrottleStore;
  knownSources: KnownSourceStore;
  audit: AuditStore;
  /** Deletes what can mean nothing any more, and at most a bounded number of rows. Resolves to how many were changed. */
  prune(now: number): Promise<number>;
  /** Resolves when the database answers and its tables are there. */
  ping(): Promise<void>;
}
