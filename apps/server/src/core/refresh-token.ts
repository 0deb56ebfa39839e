import { createHash } from 'node:crypto';
import type { Random } from './random.ts';
import { createSeal } from './seal.ts';

/** An opaque token of 256 random bits, and the hash that the store keeps in its place. */
export function createRefreshToken(random: Random): { token: string; hash: string } {
  const token = random(32).toString('base64url');
  return { token, hash: hashRefreshToken(token) };
}

/** Whether it can be one at all: an empty text, for one, has no key in it that could seal a successor. */
export function isRefreshToken(token: string): boolean {
  return /^[\w-]{43}$/.test(token);
}

/** SHA-256, base64url. A fast hash is enough: 256 random bits cannot be guessed from it. */
export function hashRefreshToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

/** The successor under a key derived from the token that it follows: who has the database, and even the secret, still needs that token to read it. */
export function sealSuccessor(token: string, successor: string, random: Random): string {
  return createSeal(token, random).seal(Buffer.from(successor), identityOf(token));
}

/** Throws when it was sealed for another token, or was changed. */
export function openSuccessor(token: string, sealed: string, random: Random): string {
  return createSeal(token, random).unseal(sealed, identityOf(token)).toString();
}

function identityOf(token: string): string {
  return `successor of ${hashRefreshToken(token)}`;
}
