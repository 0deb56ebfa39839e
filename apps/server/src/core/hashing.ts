import { hash as hashArgon2, verify as verifyArgon2 } from '@node-rs/argon2';
import { hash as hashBcrypt, verify as verifyBcrypt } from '@node-rs/bcrypt';
import type { HashClass } from './hashes.ts';

/** The work itself, done by threads of libuv's pool (UV_THREADPOOL_SIZE), which file and DNS operations share. */
export interface Hashing {
  /** A PHC string, or bcrypt's own form. `salt` has 16 bytes. */
  hash(hashClass: HashClass, password: string, salt: Buffer): Promise<string>;
  /** The hash must have passed `checkHash`. */
  verify(phc: string, password: string): Promise<boolean>;
}

export const hashing: Hashing = {
  hash(hashClass, password, salt) {
    if (hashClass.algorithm === 'bcrypt') return hashBcrypt(password, { cost: hashClass.cost, salt });
    const { algorithm, version, memory, passes, lanes } = hashClass;
    return hashArgon2(password, {
      // The enums of the library exist in its types only.
      algorithm: algorithm === 'argon2i' ? 1 : 2,
      version: version === 16 ? 0 : 1,
      memoryCost: memory,
      timeCost: passes,
      parallelism: lanes,
      salt,
    });
  },
  verify: (phc, password) => (phc.startsWith('$2') ? verifyBcrypt(password, phc) : verifyArgon2(phc, password)),
};
