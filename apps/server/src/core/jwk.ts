import { createHash, type KeyObject, type webcrypto } from 'node:crypto';

/** The members that make a public key and nothing else, in the order in which RFC 7638 section 3.2 hashes them. */
type RsaMembers = { e: string; kty: 'RSA'; n: string };
type EcMembers = { crv: 'P-256'; kty: 'EC'; x: string; y: string };

interface Use {
  /** RFC 7638 thumbprint. */
  kid: string;
  use: 'sig';
}

/** A public key as a JSON Web Key Set shows it (RFC 7517). Each type of key has one algorithm here. */
export type PublicJwk = (RsaMembers & Use & { alg: 'RS256' }) | (EcMembers & Use & { alg: 'ES256' });

/** The public half of a key, named by its thumbprint. Private members are never copied, even from a private key. */
export function toPublicJwk(key: KeyObject): PublicJwk {
  const members = toPublicMembers(key.export({ format: 'jwk' }));
  const use = { kid: thumbprint(members), use: 'sig' } as const;
  return members.kty === 'RSA' ? { ...members, ...use, alg: 'RS256' } : { ...members, ...use, alg: 'ES256' };
}

/** RFC 7638: base64url of the SHA-256 of the required members, sorted, without white space. Throws a TypeError for other key types. */
export function thumbprint(jwk: webcrypto.JsonWebKey): string {
  return createHash('sha256')
    .update(JSON.stringify(toPublicMembers(jwk)))
    .digest('base64url');
}

function toPublicMembers({ crv, e, kty, n, x, y }: webcrypto.JsonWebKey): RsaMembers | EcMembers {
  if (kty === 'RSA' && e && n) return { e, kty, n };
  if (kty === 'EC' && crv === 'P-256' && x && y) return { crv, kty, x, y };
  throw new TypeError(`Not an RSA or P-256 key: kty ${kty}, crv ${crv}`);
}
