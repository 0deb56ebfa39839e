import { randomBytes } from 'node:crypto';
import { currentClass, labelOf, type HashClass } from '@countersign/server/src/core/hashes.ts';
import { hashing } from '@countersign/server/src/core/hashing.ts';
import { openDatabase, parseDatabaseUrl } from '@countersign/server/src/db/open.ts';

/** What hashes the accounts of a database have; the shares add up to 1. */
export type Mix = readonly { hashClass: HashClass; share: number }[];

/** A request that must fail, and why it does. `label` is the class of the hash behind it where the benchmark knows it. */
export interface Attempt {
  cohort: string;
  label: string;
  email: string;
  /** The address that it comes from, in `X-Forwarded-For`; without it, that of this machine. */
  source?: string;
}

export const freshMix: Mix = [{ hashClass: currentClass, share: 1 }];

/** What an import from PHP and Node products looks like. Few of the slowest, for the benchmark is to end. */
export const importedMix: Mix = [
  { hashClass: currentClass, share: 0.66 },
  { hashClass: { algorithm: 'bcrypt', cost: 10 }, share: 0.18 },
  { hashClass: { ...currentClass, memory: 65_536, passes: 4 }, share: 0.1 },
  { hashClass: { algorithm: 'bcrypt', cost: 12 }, share: 0.06 },
];

/** Never verified: two days of work, a bcrypt that confused characters, a locked account, nothing. */
const unusable = [`$2y$31$${'a'.repeat(53)}`, `$2x$10$${'a'.repeat(53)}`, '!', ''];

/**
 * Fills a new database and returns what to ask of it: `size` attempts for each cohort, no email twice. The accounts behind a cohort have the hashes
 * of the mix in exactly its shares.
 */
export async function populate(url: string, mix: Mix, size: number): Promise<Attempt[]> {
  const hashes = await Promise.all(
    mix.map(async ({ hashClass, share }) => ({
      label: labelOf(hashClass),
      count: Math.round(size * share),
      phc: await hashing.hash(hashClass, randomBytes(32).toString('base64url'), randomBytes(16)),
    })),
  );
  const mixed = hashes.flatMap(({ label, count, phc }) => Array.from({ length: count }, () => ({ label, phc }))).slice(0, size);
  const broken = Array.from({ length: size }, (_, index) => ({ label: 'unusable', phc: unusable[index % unusable.length] ?? '' }));
  const accounts = [
    ...mixed.map((hash, index) => ({ ...hash, cohort: 'wrong password', status: 'active', email: `active${index}@example.com` })),
    ...mixed.map((hash, index) => ({ ...hash, cohort: 'inactive', status: 'inactive', email: `inactive${index}@example.com` })),
    ...broken.map((hash, index) => ({ ...hash, cohort: 'unusable hash', status: 'active', email: `unusable${index}@example.com` })),
  ];
  await insert(url, accounts);
  const unknown = Array.from({ length: size }, (_, index) => ({ cohort: 'unknown', label: '', email: `unknown${index}@example.com` }));
  return [...unknown, ...accounts.map(({ cohort, label, email }) => ({ cohort, label, email }))];
}

/** Migrates a new database and adds these accounts. */
export async function insert(url: string, accounts: readonly { email: string; status: string; phc: string }[]): Promise<void> {
  const database = await openDatabase(parseDatabaseUrl(url));
  await database.migrate();
  const rows = accounts.map(({ email, status, phc }) => {
    const names = { username: email, username_canonical: email, first_name: 'First', last_name: 'Last' };
    return { ...names, email, email_canonical: email, status, password_hash: phc, created_at: 0 };
  });
  await database.query((knex) => knex.batchInsert('accounts', rows, 100));
  await database.close();
}
