import { createPrivateKey, createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { toPublicJwk, type PublicJwk } from './jwk.ts';
import type { Seal } from './seal.ts';
import type { StoredKey } from './store.ts';
import type { TokenProfile } from './token-profile.ts';

const generate = promisify(generateKeyPair);

/** What each algorithm needs; ASVS 5 11.2.3 asks for RSA of 3072 bits. */
const generators = {
  RS256: () => generate('rsa', { modulusLength: 3072 }),
  ES256: () => generate('ec', { namedCurve: 'P-256' }),
} satisfies Record<TokenProfile['algorithm'], () => Promise<{ privateKey: KeyObject }>>;

/** A key that signs. `publicJwk.kid` is the same as `kid`. */
export interface SigningKey {
  kid: string;
  privateKey: KeyObject;
  publicKey: KeyObject;
  publicJwk: PublicJwk;
}

export interface NewKey {
  seal: Seal;
  state: 'pending' | 'active';
  /** Epoch milliseconds. */
  createdAt: number;
  activeFrom: number;
}

/** A new key pair, its private half sealed. */
export async function makeKey(profile: TokenProfile, { seal, ...times }: NewKey): Promise<StoredKey> {
  const { name, algorithm } = profile;
  const { privateKey } = await generators[algorithm]();
  const publicJwk = toPublicJwk(privateKey);
  const plain = privateKey.export({ format: 'der', type: 'pkcs8' });
  const key = { kid: publicJwk.kid, profile: name, algorithm, publicJwk, verifyUntil: null, ...times };
  return { ...key, sealedPrivateKey: seal.seal(plain, identityOf(key)) };
}

/** Throws when the stored key was sealed with another secret, or is for another algorithm. */
export function openKey(stored: StoredKey, profile: TokenProfile, seal: Seal): SigningKey {
  const name = `signing key "${stored.kid}" of "${stored.profile}"`;
  if (stored.algorithm !== profile.algorithm) throw new Error(`The ${name} is for ${stored.algorithm}, not for ${profile.algorithm}`);
  const privateKey = createPrivateKey({ key: unsealKey(stored, seal, name), format: 'der', type: 'pkcs8' });
  // Derived from the sealed half, so that whoever can write to the database cannot publish a key of their own.
  return { kid: stored.kid, privateKey, publicKey: createPublicKey(privateKey), publicJwk: toPublicJwk(privateKey) };
}

function unsealKey(stored: StoredKey, seal: Seal, name: string): Buffer {
  try {
    return seal.unseal(stored.sealedPrivateKey, identityOf(stored));
  } catch (cause) {
    throw new Error(`The secret is not the one that sealed the ${name}`, { cause });
  }
}

function identityOf({ kid, profile, algorithm }: Pick<StoredKey, 'kid' | 'profile' | 'algorithm'>): string {
  return `signing key ${JSON.stringify([kid, profile, algorithm])}`;
}
