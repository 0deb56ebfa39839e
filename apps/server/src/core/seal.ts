import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';
import type { Random } from './random.ts';

const nonceBytes = 12;
const tagBytes = 16;

/** Keeps secrets in a database that others may read, such as its backups. */
export interface Seal {
  /** base64url of nonce, ciphertext and tag. `identity` names the row, so that a sealed value copied into another row does not open. */
  seal(plain: Buffer, identity: string): string;
  /** Throws when the secret or the identity is another one, or the text was changed. */
  unseal(sealed: string, identity: string): Buffer;
}

/** AES-256-GCM under a key derived from the secret by HKDF-SHA256 (RFC 5869). The secret must be random: HKDF does not stretch a password. */
export function createSeal(secret: string | Buffer, random: Random): Seal {
  if (secret.length === 0) throw new Error('The secret that seals private keys is empty');
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'countersign/seal/1', 32));
  return {
    seal(plain, identity) {
      const nonce = random(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(identity));
      return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]).toString('base64url');
    },
    unseal(sealed, identity) {
      const bytes = Buffer.from(sealed, 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes), { authTagLength: tagBytes })
        .setAAD(Buffer.from(identity))
        .setAuthTag(bytes.subarray(-tagBytes));
      return Buffer.concat([decipher.update(bytes.subarray(nonceBytes, -tagBytes)), decipher.final()]);
    },
  };
}
