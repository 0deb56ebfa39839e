import { createPublicKey, verify, type webcrypto } from 'node:crypto';

const digests: Record<string, { dsaEncoding?: 'ieee-p1363' }> = { RS256: {}, ES256: { dsaEncoding: 'ieee-p1363' } };

/** Verifies a JWT by nothing but the published key set, with `node:crypto` rather than the library that signed it. */
export async function verifyWithPublishedKey(
  address: string,
  token: string,
): Promise<Record<'header' | 'claims', Record<string, unknown>>> {
  const [head = '', payload = '', signature = ''] = token.split('.');
  const header = decode(head);
  const response = await fetch(new URL('/.well-known/jwks.json', address));
  const { keys } = (await response.json()) as { keys: (webcrypto.JsonWebKey & { kid: string })[] };
  const jwk = keys.find(({ kid }) => kid === header.kid);
  if (!jwk) throw new Error('no published key has the kid of the token');
  const key = { key: createPublicKey({ key: jwk, format: 'jwk' }), ...digests[String(header.alg)] };
  if (!verify('sha256', Buffer.from(`${head}.${payload}`), key, Buffer.from(signature, 'base64url'))) throw new Error('wrong signature');
  return { header, claims: decode(payload) };
}

function decode(part: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>;
}
