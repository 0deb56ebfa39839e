import { randomBytes } from 'node:crypto';
import type { TestProject } from 'vitest/node';
import { profile as loginProfile } from '../src/apis/login/profile.ts';
import { profile as signInProfile } from '../src/apis/sign-in/profile.ts';
import { makeKey } from '../src/core/keys.ts';
import { createSeal } from '../src/core/seal.ts';
import type { StoredKey } from '../src/core/store.ts';
import { startPostgres } from './postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Of the server's own database, from which others are made. */
    postgresUrl: string;
    /** Of every server under test. */
    secret: string;
    /** For every server under test: making an RSA key of 3072 bits takes up to a second. */
    signingKeys: StoredKey[];
  }
}

/** One PostgreSQL and one set of keys for the whole run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const secret = randomBytes(32).toString('base64url');
  const now = Date.now();
  const key = { seal: createSeal(secret, randomBytes), state: 'active', createdAt: now, activeFrom: now } as const;
  const [postgres, ...signingKeys] = await Promise.all([
    startPostgres(),
    ...[signInProfile, loginProfile].map((profile) => makeKey(profile, key)),
  ]);
  project.provide('postgresUrl', postgres.url);
  project.provide('secret', secret);
  project.provide('signingKeys', signingKeys);
  return postgres.stop;
}
