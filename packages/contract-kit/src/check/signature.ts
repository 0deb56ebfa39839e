import { constants, createPublicKey, verify, type JsonWebKeyInput, type VerifyKeyObjectInput } from 'node:crypto';
import type { Token } from './token-text.ts';

/** Whatever a server calls a JSON Web Key. */
type PublishedKey = Readonly<Record<string, unknown>>;

/** The keys that a server publishes (RFC 7517), or why they could not be read. */
export type KeySet = { keys: readonly PublishedKey[] } | { problem: string };

/** By the path that `x-jwks` names. */
export type Keys = ReadonlyMap<string, KeySet>;

interface Algorithm {
  digest: string | null;
  options?: Omit<VerifyKeyObjectInput, 'key'>;
}

const ecdsa = { dsaEncoding: 'ieee-p1363' } as const;
const pss = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };

/** Of RFC 7518, 3.1 and RFC 8037, 3.1; those with a public key. */
const algorithms: Readonly<Record<string, Algorithm>> = {
  ES256: { digest: 'sha256', options: ecdsa },
  ES384: { digest: 'sha384', options: ecdsa },
  ES512: { digest: 'sha512', options: ecdsa },
  RS256: { digest: 'sha256' },
  RS384: { digest: 'sha384' },
  RS512: { digest: 'sha512' },
  PS256: { digest: 'sha256', options: pss },
  PS384: { digest: 'sha384', options: pss },
  PS512: { digest: 'sha512', options: pss },
  EdDSA: { digest: null },
};

/** What is wrong with the signature of a token, in words that come after its name. Undefined if it is good. */
export function whyUnsigned({ header: { alg, kid }, signed, signature }: Token, set: KeySet): string | undefined {
  if ('problem' in set) return `cannot be checked: ${set.problem}`;
  const algorithm = typeof alg === 'string' && Object.hasOwn(algorithms, alg) ? algorithms[alg] : undefined;
  if (!algorithm) return 'is signed by no algorithm with a public key';
  const key = set.keys.find((candidate) => typeof kid === 'string' && candidate['kid'] === kid);
  if (!key) return 'names a key (kid) that is not published';
  if (key['alg'] !== alg) return 'names a key (kid) that is published for another alg';
  return isSigned(algorithm, { key, signed, signature }) ? undefined : 'is not signed by the key that it names';
}

interface Signed {
  key: PublishedKey;
  signed: string;
  signature: Uint8Array;
}

function isSigned({ digest, options }: Algorithm, { key, signed, signature }: Signed): boolean {
  try {
    return verify(
      digest,
      Buffer.from(signed),
      { key: createPublicKey({ key: key as JsonWebKeyInput['key'], format: 'jwk' }), ...options },
      signature,
    );
  } catch {
    // A key of another kind, or none at all.
    return false;
  }
}
