import { createHash } from 'node:crypto';
import type { Random } from './random.ts';

/** An opaque token of 256 random bits, and the hash that the store keeps in its place. */
export function createRefreshToken(random: Random): { token: string; hash: string } {
  const token = random(32).toString('base64url');
  return { token, hash: hashRefreshToken(token) };
}

/** SHA-256, base64url. A fast hash is enough: 256 random bits cannot be guessed from it. */
export function hashRefreshToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
