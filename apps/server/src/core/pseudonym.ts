import { createHmac, hkdfSync } from 'node:crypto';

/** Turns parts into 43 characters of base64url that stand for them: the same for the same parts, and nothing that leads back without the secret. */
export type Pseudonym = (kind: string, ...parts: readonly string[]) => string;

/**
 * HMAC-SHA256 under a key derived from the secret by HKDF-SHA256 (RFC 5869). A plain hash would not do: all phone numbers and all IPv4 addresses
 * can be hashed in minutes, and whoever reads a backup would have the identifiers.
 */
export function createPseudonym(secret: string | Buffer): Pseudonym {
  if (secret.length === 0) throw new Error('The secret that hides identifiers is empty');
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'countersign/pseudonym/1', 32));
  // JSON keeps the parts apart: ["a","bc"] is not ["ab","c"].
  return (kind, ...parts) =>
    createHmac('sha256', key)
      .update(JSON.stringify([kind, ...parts]))
      .digest('base64url');
}
