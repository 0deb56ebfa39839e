import jwt from 'jsonwebtoken';
import type { SigningKey } from './keys.ts';
import { createId, type Random } from './random.ts';

/** How one kind of token looks. Each API brings its own; the core knows none by name. */
export interface TokenProfile {
  name: string;
  algorithm: 'RS256' | 'ES256';
  /** `typ` of the header: what kind of token it is (RFC 9068 section 2.1 for `at+jwt`), so that one is never taken for another. */
  type: 'JWT' | 'at+jwt';
  audience: string;
  /** Seconds. */
  lifetime: number;
  /** The claim that names the session: `jti` when a session has one token only, else `sid`. */
  sessionClaim: 'jti' | 'sid';
  /** Constant claims besides. */
  claims?: Readonly<Record<string, unknown>>;
  /** Whether a session also gets a refresh token. */
  refresh: boolean;
}

export interface TokenSubject {
  accountId: number;
  sessionId: string;
  /** Epoch milliseconds. */
  now: number;
}

/** A JWT in compact form (RFC 7519). Its times are whole seconds: fractions broke clients of other servers. */
export function signToken(profile: TokenProfile, key: SigningKey, { accountId, sessionId, now }: TokenSubject, random: Random): string {
  const issuedAt = Math.floor(now / 1000);
  const session = profile.sessionClaim === 'jti' ? { jti: sessionId } : { jti: createId(random), sid: sessionId };
  const claims = {
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
