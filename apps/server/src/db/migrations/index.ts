import { accounts } from './0001-accounts.ts';
import { sessions } from './0002-sessions.ts';
import { signingKeys } from './0003-signing-keys.ts';
import { tokenLifetimes } from './0004-token-lifetimes.ts';
import { throttle } from './0005-throttle.ts';
import type { Migration } from './migration.ts';

/** In the order in which they run. A released one is never changed: add another. */
export const migrations: readonly Migration[] = [accounts, sessions, signingKeys, tokenLifetimes, throttle];
