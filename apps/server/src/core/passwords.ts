import { hash, parseOptions, verify } from '@node-rs/argon2';
import type { Random } from './random.ts';

/** argon2id, the library's default variant: 19 MiB, two passes, one lane (OWASP Password Storage Cheat Sheet). */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export interface Passwords {
  /** A PHC string with a fresh salt. Throws a TypeError for a password with a lone surrogate. */
  hash(password: string): Promise<string>;
  /** Compares exactly, untrimmed. `undefined` stands for an unknown account. Costs one verification whatever the answer. */
  verify(phc: string | undefined, password: string): Promise<boolean>;
}

/** Throws when the dummy hash, on which unknown accounts are verified, turns out not to be a real one. */
export async function createPasswords({ random }: { random: Random }): Promise<Passwords> {
  const own = random(32).toString('base64url');
  const dummy = await hash(own, { ...cost, salt: random(16) });
  // A malformed hash is refused in no time at all, and unknown accounts would be told apart by the clock.
  if (!(await verify(dummy, own))) throw new Error('The dummy hash does not verify its own password');

  return {
    async hash(password) {
      if (!password.isWellFormed()) throw new TypeError('A password must be well-formed Unicode');
      return hash(password, { ...cost, salt: random(16) });
    },
    async verify(phc, password) {
      const known = phc !== undefined && isReadable(phc);
      const matches = await verify(known ? phc : dummy, password);
      // UTF-8 turns every lone surrogate into the same U+FFFD, which would make different passwords equal.
      return matches && known && password.isWellFormed();
    },
  };
}

function isReadable(phc: string): boolean {
  try {
    parseOptions(phc);
    return true;
  } catch {
    return false;
  }
}
