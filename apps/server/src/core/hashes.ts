import { parseOptions as parseArgon2 } from '@node-rs/argon2';
import { parseOptions as parseBcrypt } from '@node-rs/bcrypt';

/** What a verification costs: hashes of one class cannot be told apart by their work. `memory` is in KiB. */
export type HashClass =
  | { algorithm: 'bcrypt'; cost: number }
  | { algorithm: 'argon2i' | 'argon2id'; version: 16 | 19; memory: number; passes: number; lanes: number };

/** Of new hashes: 19 MiB, two passes, one lane (OWASP Password Storage Cheat Sheet). */
export const currentClass = { algorithm: 'argon2id', version: 19, memory: 19_456, passes: 2, lanes: 1 } as const satisfies HashClass;

/** Beyond these a stored hash is a weapon: `m=4194304` takes the machine's memory, `$2y$31$` a processor for two days. */
export const bounds = { cost: 14, memory: 262_144, passes: 10, lanes: 4 } as const;

/** Why a stored hash can never match. */
export type HashDefect = 'unreadable' | 'out-of-bounds';

export type HashCheck = { ok: true; hashClass: HashClass } | { ok: false; reason: HashDefect };

/**
 * Whether passwords can be verified against this text: `$2a$`, `$2b$`, `$2y$`, `$argon2i$` or `$argon2id$` with parameters within `bounds`. For
 * an importer too: what is not ok here is never verified later. `$2x$` marks the output of a bcrypt that confused characters, so it is refused.
 */
export function checkHash(phc: string): HashCheck {
  const hashClass = readClass(phc);
  if (!hashClass) return { ok: false, reason: 'unreadable' };
  if (!isWithinBounds(hashClass)) return { ok: false, reason: 'out-of-bounds' };
  return isComplete(phc, hashClass) ? { ok: true, hashClass } : { ok: false, reason: 'unreadable' };
}

/** The class by the text before the salt; undefined when it names none. Neither bounds nor salt and digest are looked at. */
export function readClass(phc: string): HashClass | undefined {
  const bcrypt = /^\$2[aby]\$(\d\d)\$/.exec(phc);
  if (bcrypt) return { algorithm: 'bcrypt', cost: Number(bcrypt[1]) };
  const argon2 = /^\$(argon2id?)\$(?:v=(16|19)\$)?m=([1-9]\d{0,9}),t=([1-9]\d{0,9}),p=([1-9]\d{0,7})\$/.exec(phc);
  if (!argon2) return undefined;
  const [, algorithm, version, memory, passes, lanes] = argon2;
  return {
    algorithm: algorithm as 'argon2i' | 'argon2id',
    // Hashes from before the field existed are of the version before it: 1.0, written 16.
    version: version === '19' ? 19 : 16,
    memory: Number(memory),
    passes: Number(passes),
    lanes: Number(lanes),
  };
}

/** One text per class, such as `bcrypt$12` or `argon2id$v=19$m=19456,t=2,p=1`. */
export function labelOf(hashClass: HashClass): string {
  if (hashClass.algorithm === 'bcrypt') return `bcrypt$${hashClass.cost}`;
  const { algorithm, version, memory, passes, lanes } = hashClass;
  return `${algorithm}$v=${version}$m=${memory},t=${passes},p=${lanes}`;
}

/** Whether a hash of this class is to be replaced at the next chance, also when it is stronger: one class is what cannot be told apart. */
export function isOutdated(hashClass: HashClass): boolean {
  return labelOf(hashClass) !== labelOf(currentClass);
}

/**
 * Whether this hash can stand for this password and no other. bcrypt reads 72 bytes and ignores the rest, and repeats the password with a NUL
 * in between: `abc` and `abc\0abc` are the same to it. UTF-8 turns every lone surrogate into the same U+FFFD.
 */
export function isUnambiguous(password: string, { algorithm }: HashClass): boolean {
  if (!password.isWellFormed()) return false;
  return algorithm !== 'bcrypt' || (Buffer.byteLength(password) <= 72 && !password.includes('\0'));
}

export function isWithinBounds(hashClass: HashClass): boolean {
  if (hashClass.algorithm === 'bcrypt') return hashClass.cost <= bounds.cost;
  return hashClass.memory <= bounds.memory && hashClass.passes <= bounds.passes && hashClass.lanes <= bounds.lanes;
}

/** By the parsers of the libraries, because they answer false in no time to what they cannot read, and the clock would tell. */
function isComplete(phc: string, { algorithm }: HashClass): boolean {
  try {
    if (algorithm === 'bcrypt') parseBcrypt(phc);
    else parseArgon2(phc);
    return true;
  } catch {
    return false;
  }
}
