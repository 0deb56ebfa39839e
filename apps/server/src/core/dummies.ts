import { createHmac, hkdfSync } from 'node:crypto';
import { checkHash, currentClass, isWithinBounds, labelOf, type HashClass } from './hashes.ts';
import type { Hashing } from './hashing.ts';
import type { Random } from './random.ts';

export interface HashCount {
  hashClass: HashClass;
  count: number;
}

/** The accounts that an unknown one must look like. */
export interface Population {
  /** Decides which class an unknown identifier imitates: at least 256 random bits, the same for every process on the database. */
  secret: string | Buffer;
  /** The live hashes by class; a sample will do. Rejects when the database is away. */
  count(): Promise<readonly HashCount[]>;
}

/** What stands in for a hash where there is none, or none that can be verified. */
export interface Dummies {
  /** A real hash of a password that nobody knows; the same class for the same identifier. */
  choose(identifier: string): string;
  /** Counts the population again. Rejects when that fails or a dummy turns out not to be real; all stays as it was then. */
  refresh(): Promise<void>;
}

export interface DummiesOptions {
  random: Random;
  hashing: Hashing;
  population: Population | undefined;
}

/**
 * Imported hashes take up to fifty times as long as current ones. If unknown accounts were all verified on a current dummy, a slow answer would
 * mean: this account exists. So they imitate the live classes, each as often as it occurs among the accounts. Rejects unless every dummy is
 * proven real: a malformed one is refused in no time at all (CWE-208).
 */
export async function createDummies({ random, hashing, population }: DummiesOptions): Promise<Dummies> {
  const key = population ? Buffer.from(hkdfSync('sha256', population.secret, '', 'countersign/dummies/1', 32)) : random(32);
  const proven = new Map<string, string>();
  let mix: Mix = new Map();

  async function prove(hashClass: HashClass): Promise<void> {
    const label = labelOf(hashClass);
    if (!proven.has(label)) proven.set(label, await createDummy(hashClass, random, hashing));
  }
  async function refresh(): Promise<void> {
    const [counts = []] = await Promise.all([population?.count(), prove(currentClass)]);
    const counted = toMix(counts);
    const next = counted.size > 0 ? counted : toMix([{ hashClass: currentClass, count: 1 }]);
    // One after the other: a dummy may take 256 MiB, and its work is measured.
    for (const { hashClass } of next.values()) await prove(hashClass);
    mix = next;
  }

  await refresh();
  return {
    choose: (identifier) => proven.get(chooseLabel(mix, key, identifier)) ?? '',
    refresh,
  };
}

type Mix = ReadonlyMap<string, HashCount>;

/** By label, because `$2a$12$` and `$2y$12$` are the same work. */
function toMix(counts: readonly HashCount[]): Mix {
  const mix = new Map<string, HashCount>();
  for (const { hashClass, count } of counts) {
    if (count <= 0 || !isWithinBounds(hashClass)) continue;
    const label = labelOf(hashClass);
    mix.set(label, { hashClass, count: count + (mix.get(label)?.count ?? 0) });
  }
  return mix;
}

/**
 * Weighted rendezvous hashing: each class in proportion to its count, stable per identifier, and when the counts move only as many identifiers
 * move as must, out of the class that shrank or into the one that grew. So an unknown account changes its class as a live one does, which is
 * rehashed when its owner comes back. https://en.wikipedia.org/wiki/Rendezvous_hashing#Weighted_rendezvous_hash
 */
export function chooseLabel(mix: Mix, key: Buffer, identifier: string): string {
  let best = { label: '', score: Infinity };
  for (const [label, { count }] of mix) {
    const digest = createHmac('sha256', key).update(`${label}\0${identifier}`).digest();
    // Uniform between 0 and 1, both excluded; its logarithm is exponential, and the least of several wins by weight.
    const score = -Math.log((digest.readUIntBE(0, 6) + 0.5) / 2 ** 48) / count;
    if (score < best.score) best = { label, score };
  }
  return best.label;
}

/**
 * Real means: of that class, verifies its own password, and takes at least half as long to verify as to make. A busy machine can stretch either
 * time, so there are several tries, of which the shortest making and the longest verification count.
 */
async function createDummy(hashClass: HashClass, random: Random, hashing: Hashing): Promise<string> {
  const times = { making: Infinity, verifying: 0 };
  for (let tries = 0; tries < 4; tries++) {
    const own = random(32).toString('base64url');
    const start = performance.now();
    const phc = await hashing.hash(hashClass, own, random(16));
    const made = performance.now();
    const check = checkHash(phc);
    if (!check.ok || labelOf(check.hashClass) !== labelOf(hashClass) || !(await hashing.verify(phc, own))) break;
    times.making = Math.min(times.making, made - start);
    times.verifying = Math.max(times.verifying, performance.now() - made);
    if (times.verifying >= times.making / 2) return phc;
  }
  throw new Error(`The dummy hash of class ${labelOf(hashClass)} is not a real one`);
}
