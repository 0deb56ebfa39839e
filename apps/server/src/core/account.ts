export interface Role {
  id: number;
  name: string;
}

export interface Permission {
  id: number;
  name: string;
}

/** Who someone is. Times are epoch milliseconds, `phone` is E.164, roles and permissions are ordered by id. Holds no secret. */
export interface Account {
  id: number;
  username: string;
  email: string;
  phone: string | null;
  firstName: string;
  lastName: string;
  /** A URL, or empty. */
  avatar: string;
  status: 'active' | 'inactive';
  stats: Record<string, unknown>;
  createdAt: number;
  lastLoginAt: number | null;
  roles: readonly Role[];
  /** Those of the roles and the account's own, each once. */
  permissions: readonly Permission[];
}

/** What a sign-in is checked against; kept apart from `Account` so that a hash cannot travel into an answer or a log. */
export interface Credential {
  accountId: number;
  /** PHC string format. */
  passwordHash: string;
  /** Epoch milliseconds, 0 if it never was. Never the same after two changes, so that a session can tell which password opened it. */
  passwordChangedAt: number;
}
