import { accounts } from './0001-accounts.ts';
import { sessions } from './0002-sessions.ts';
import { signingKeys } from './0003-signing-keys.ts';
import type { Migration } from './migration.ts';

/** In the order in which they run. A released one is never changed: add another. */
export const migrations: readonly Migration[] = [accounts, sessions, signingKeys];
