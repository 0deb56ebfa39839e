import { randomBytes } from 'node:crypto';
import type { Failure } from '../src/core/failures.ts';
import { createKeyRing, type KeyRing, type KeyTimes } from '../src/core/key-ring.ts';
import { createSeal } from '../src/core/seal.ts';
import { defaultSessionLimits, openSession, type SessionLimits, type SessionOptions } from '../src/core/sessions.ts';
import type { TokenProfile } from '../src/core/token-profile.ts';
import type { Database } from '../src/db/open.ts';
import { addAccount } from './accounts.ts';
import type { TestDatabase } from './databases.ts';

/** A session of this profile is renewed by a refresh token; one of `single` has one token only. */
export const renewed: TokenProfile = {
  name: 'renewed',
  algorithm: 'ES256',
  type: 'at+jwt',
  audience: 'renewed',
  lifetime: 86_400,
  sessionClaim: 'sid',
  refresh: true,
};
export const single: TokenProfile = {
  ...renewed,
  name: 'single',
  type: 'JWT',
  audience: '1',
  lifetime: 31_536_000,
  sessionClaim: 'jti',
  claims: { scopes: [] },
  refresh: false,
};
export const profiles = [renewed, single];

export const minute = 60_000;
export const day = 24 * 60 * minute;

/** A clock that stands until it is moved. */
export interface TestClock {
  now: number;
}

export interface TestProcess extends SessionOptions {
  keys: KeyRing;
}

/** The core of one server process on that database, as far as tokens go. */
export async function startProcess(
  { store }: Database,
  clock: TestClock,
  { limits, times }: { limits?: Partial<SessionLimits>; times?: Partial<KeyTimes> } = {},
): Promise<TestProcess> {
  const readClock = () => clock.now;
  const seal = createSeal('the secret of all processes', randomBytes);
  const keys = await createKeyRing({ keys: store.keys, seal, clock: readClock, profiles, times });
  const byName = new Map(profiles.map((profile) => [profile.name, profile]));
  return { store, keys, profiles: byName, limits: { ...defaultSessionLimits, ...limits }, clock: readClock, random: randomBytes };
}

export interface TestSession {
  accountId: number;
  sessionId: string;
  accessToken: string;
  /** Empty when the profile has none. */
  refreshToken: string;
}

let accounts = 0;

/** Opens a session, for an account of its own unless one is given. */
export async function startSession(
  process: SessionOptions,
  { knex }: Pick<TestDatabase, 'knex'>,
  { profile = renewed.name, accountId }: { profile?: string; accountId?: number } = {},
): Promise<TestSession> {
  const name = `account${++accounts}`;
  const id = accountId ?? (await addAccount(knex, { username: name, email: `${name}@example.com` }));
  const { password_changed_at: passwordChangedAt } = await knex('accounts').where({ id }).first();
  const { sessionId, accessToken, refreshToken = '' } = await openSession(process, { profile, accountId: id, passwordChangedAt });
  return { accountId: id, sessionId, accessToken, refreshToken };
}

/** The code of the failure that the work ends with, or `none`. Any other error goes on. */
export async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'none';
  } catch (error) {
    if (!(error instanceof Error && error.name === 'Failure')) throw error;
    return (error as Failure).value.code;
  }
}
