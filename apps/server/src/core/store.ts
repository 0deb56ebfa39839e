import type { Account, Credential } from './account.ts';
import type { CanonicalIdentifiers } from './identifiers.ts';
import type { PublicJwk } from './jwk.ts';
import type { TokenProfile } from './token-profile.ts';

/** A row of a key pair. `publicJwk` is what the world may know, `sealedPrivateKey` what only the holder of the secret can open. */
export interface StoredKey {
  kid: string;
  /** Name of the token profile that signs with it. At most one active key exists per profile. */
  profile: string;
  algorithm: TokenProfile['algorithm'];
  publicJwk: PublicJwk;
  sealedPrivateKey: string;
  createdAt: number;
}

export interface NewSession {
  id: string;
  accountId: number;
  /** Name of the token profile that the session was opened with. */
  profile: string;
  createdAt: number;
  /** SHA-256 of the session's refresh token, base64url. Never the token. */
  refreshTokenHash: string | undefined;
}

/** What the core needs of a database. Times are epoch milliseconds. Every method rejects with the database's own error when it is away. */
export interface Store {
  accounts: {
    /** The one account that all the given identifiers belong to; undefined when there is none, or when none is given. */
    findCredential(identifiers: CanonicalIdentifiers): Promise<Credential | undefined>;
    find(id: number): Promise<Account | undefined>;
    count(): Promise<number>;
    /** Never moves the time back: of two sign-ins at once the newer one stays. */
    touchLastLogin(id: number, at: number): Promise<void>;
  };
  sessions: {
    /** The session and its refresh token in one transaction: both or neither. */
    create(session: NewSession): Promise<void>;
  };
  keys: {
    find(profile: string): Promise<StoredKey | undefined>;
    /** Does nothing when the profile has an active key already, whoever made it. */
    insertIfAbsent(key: StoredKey): Promise<void>;
  };
  /** Resolves when the database answers and its tables are there. */
  ping(): Promise<void>;
}
