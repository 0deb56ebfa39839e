import { availableParallelism } from 'node:os';
import { createDummies, type Population } from './dummies.ts';
import { checkHash, currentClass, isOutdated, isUnambiguous, type HashDefect } from './hashes.ts';
import { hashing as realHashing, type Hashing } from './hashing.ts';
import { createPermits } from './permits.ts';
import type { Random } from './random.ts';

/** Why a stored hash did not match although nothing was wrong with the attempt; `ambiguous`: bcrypt would have said yes to a password it cannot hold. */
export type Refusal = HashDefect | 'ambiguous';

export interface Verification {
  matches: boolean;
  /** Present after a match with a hash that is not of the current kind: makes the one to replace it. For after the answer; may throw `unavailable`. */
  rehash?: () => Promise<string>;
}

export interface Passwords {
  /** A PHC string with a fresh salt. Throws a TypeError for a password with a lone surrogate, and `unavailable`. */
  hash(password: string): Promise<string>;
  /**
   * Compares exactly: nothing is trimmed, normalised or cut off, so NFC and NFD are two passwords. `undefined` stands for an unknown account,
   * `identifier` for whom was asked, in canonical form. Costs one verification whatever the answer. Throws `unavailable` when too many wait.
   */
  verify(phc: string | undefined, password: string, identifier: string): Promise<Verification>;
  /** Looks again at what kinds of hash the accounts have; for every few minutes. Rejects when the database is away; nothing changes then. */
  refresh(): Promise<void>;
}

export interface PasswordsOptions {
  random: Random;
  /** What unknown accounts imitate; without it they imitate accounts with current hashes. */
  population?: Population | undefined;
  /** How many hashes are worked on at once: by default one per processor. Each takes up to 256 MiB, a current one 19 MiB. */
  permits?: number | undefined;
  /** How many more may wait: by default 64. */
  queue?: number | undefined;
  /** Told, for a metric, of a stored hash that can never match. */
  onRefusal?: ((refusal: Refusal) => void) | undefined;
  hashing?: Hashing | undefined;
}

/**
 * Rejects when a dummy hash, on which unknown accounts are verified, turns out not to be a real one.
 *
 * What remains to be seen by time: who knows by other means how the hashes of one group of accounts were made (all of one domain imported from
 * one product) can tell its unknown members; two identifiers of one account are always of one class, those of two are by chance; a class that is
 * too rare to be counted is not imitated.
 */
export async function createPasswords(options: PasswordsOptions): Promise<Passwords> {
  const { random, population, permits = availableParallelism(), queue = 64, onRefusal, hashing = realHashing } = options;
  const { run } = createPermits({ permits, queue });
  const bounded: Hashing = {
    hash: (hashClass, password, salt) => run(() => hashing.hash(hashClass, password, salt)),
    verify: (phc, password) => run(() => hashing.verify(phc, password)),
  };
  // Without permits, because waiting for one would falsify the work that is measured; there is one dummy at a time.
  const dummies = await createDummies({ random, hashing, population });

  async function hash(password: string): Promise<string> {
    if (!password.isWellFormed()) throw new TypeError('A password must be well-formed Unicode');
    return bounded.hash(currentClass, password, random(16));
  }

  return {
    hash,
    async verify(phc, password, identifier) {
      // Chosen and checked on every path, for the same work.
      const dummy = dummies.choose(identifier);
      const check = checkHash(phc ?? dummy);
      const equal = await bounded.verify(phc !== undefined && check.ok ? phc : dummy, password);
      if (!check.ok) onRefusal?.(check.reason);
      if (phc === undefined || !check.ok || !equal) return { matches: false };
      const { hashClass } = check;
      if (!isUnambiguous(password, hashClass)) {
        onRefusal?.('ambiguous');
        return { matches: false };
      }
      return { matches: true, ...(isOutdated(hashClass) && { rehash: () => hash(password) }) };
    },
    refresh: dummies.refresh,
  };
}
