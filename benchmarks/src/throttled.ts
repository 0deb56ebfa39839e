import { randomBytes } from 'node:crypto';
import { currentClass } from '@countersign/server/src/core/hashes.ts';
import { hashing } from '@countersign/server/src/core/hashing.ts';
import { measure, wrongCredentials } from './measure.ts';
import { insert, type Attempt } from './population.ts';

/** Identifiers per cohort: few, because closing each takes as many verified passwords as the throttle allows. */
const identifiers = 10;

/** How many wrong passwords close an identifier for a source. */
const burst = 5;

/**
 * Fills a new database and returns what to ask of it: `size` attempts for identifiers of accounts and as many for those of none. Each identifier is
 * tried from a source of its own, so that no other limit than that of the identifier is met.
 */
export async function populateThrottled(url: string, size: number): Promise<Attempt[]> {
  const phc = await hashing.hash(currentClass, randomBytes(32).toString('base64url'), randomBytes(16));
  const attempts = ['known', 'unknown'].flatMap((kind, half) =>
    Array.from({ length: size }, (_, index) => {
      const number = index % identifiers;
      return { cohort: `throttled, ${kind}`, label: '', email: `${kind}${number}@example.com`, source: `10.0.${half}.${number}` };
    }),
  );
  const known = attempts.filter(({ cohort }) => cohort === 'throttled, known').slice(0, identifiers);
  await insert(
    url,
    known.map(({ email }) => ({ email, status: 'active', phc })),
  );
  return attempts;
}

/** Sends wrong passwords until no identifier of the attempts may be tried again for a minute. */
export async function closeAll(address: string, attempts: readonly Attempt[]): Promise<void> {
  const one = new Map(attempts.map((attempt) => [attempt.email, attempt]));
  const guesses = Array.from({ length: burst }, () => [...one.values()]).flat();
  await measure(address, guesses, { concurrency: 4, limit: 60_000, expected: wrongCredentials });
}
