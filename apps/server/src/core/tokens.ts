import type { KeyObject } from 'node:crypto';
import jwt from 'jsonwebtoken';
import type { SigningKey } from './keys.ts';
import { createId, type Random } from './random.ts';
import type { TokenProfile } from './token-profile.ts';

/** By how many seconds the clocks of two servers may differ. */
const clockSkew = 30;

/** In characters. Longer ones are not even parsed; ours have less than a tenth of it. */
const longest = 8 * 1024;

export interface TokenSubject {
  accountId: number;
  sessionId: string;
}

export interface SignOptions {
  key: SigningKey;
  /** Epoch milliseconds. */
  now: number;
  random: Random;
}

export interface VerifyOptions {
  /** The public key of that id, if it is one that may sign tokens of this profile. */
  findKey(kid: string): Promise<KeyObject | undefined>;
  /** Epoch milliseconds. */
  now: number;
}

/** A JWT in compact form (RFC 7519). Its times are whole seconds: fractions broke clients of other servers. */
export function signToken(profile: TokenProfile, { accountId, sessionId }: TokenSubject, { key, now, random }: SignOptions): string {
  const issuedAt = Math.floor(now / 1000);
  const session = profile.sessionClaim === 'jti' ? { jti: sessionId } : { jti: createId(random), sid: sessionId };
  const claims = {
    ...(profile.issuer !== undefined && { iss: profile.issuer }),
    aud: profile.audience,
    ...session,
    iat: issuedAt,
    nbf: issuedAt,
    exp: issuedAt + profile.lifetime,
    sub: String(accountId),
    ...profile.claims,
  };
  return jwt.sign(claims, key.privateKey, {
    algorithm: profile.algorithm,
    header: { typ: profile.type, alg: profile.algorithm, kid: key.kid },
  });
}

/**
 * Whom a token speaks for, or undefined when it is not exactly what `signToken` makes for this profile (RFC 8725 section 3). Rejects only with what
 * `findKey` rejects with. Whether the session still lives is another question.
 */
export async function verifyToken(
  profile: TokenProfile,
  token: string,
  { findKey, now }: VerifyOptions,
): Promise<TokenSubject | undefined> {
  const kid = readKid(profile, token);
  const key = kid === undefined ? undefined : await findKey(kid);
  return key && readSubject(readClaims(profile, token, key, now), profile, now);
}

/**
 * The key id of a header with exactly the members that we write. Whatever else one may hold is an invitation to be deceived: `jku`, `x5u`, `jwk` and
 * `x5c` bring the attacker's key, `crit` and `b64` change what is signed, another `alg` or `typ` takes one kind of token for another.
 */
function readKid({ algorithm, type }: TokenProfile, token: string): string | undefined {
  if (token.length > longest || !/^[\w-]+\.[\w-]+\.[\w-]+$/.test(token)) return undefined;
  const header = parse(token.slice(0, token.indexOf('.')));
  if (Object.keys(header).toSorted().join() !== 'alg,kid,typ' || header.alg !== algorithm || header.typ !== type) return undefined;
  return typeof header.kid === 'string' ? header.kid : undefined;
}

function readClaims(profile: TokenProfile, token: string, key: KeyObject, now: number): Record<string, unknown> {
  try {
    const claims = jwt.verify(token, key, {
      algorithms: [profile.algorithm],
      audience: profile.audience,
      ...(profile.issuer !== undefined && { issuer: profile.issuer }),
      clockTimestamp: now / 1000,
      clockTolerance: clockSkew,
    });
    return typeof claims === 'string' ? {} : claims;
  } catch {
    return {};
  }
}

/** The library lets pass what is absent, an audience that is one of several, and a token from the future. */
function readSubject(claims: Record<string, unknown>, profile: TokenProfile, now: number): TokenSubject | undefined {
  const { aud, exp, iat, nbf, jti, sub } = claims;
  const sessionId = claims[profile.sessionClaim];
  if (aud !== profile.audience || ![exp, iat, nbf].every(Number.isSafeInteger)) return undefined;
  if (Number(iat) > now / 1000 + clockSkew || typeof jti !== 'string') return undefined;
  if (typeof sub !== 'string' || !/^[1-9]\d{0,15}$/.test(sub) || typeof sessionId !== 'string') return undefined;
  return { accountId: Number(sub), sessionId };
}

function parse(part: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString());
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
