import jwt from 'jsonwebtoken';
import type { SigningKey } from './keys.ts';
import { createId, type Random } from './random.ts';
import type { TokenProfile } from './token-profile.ts';

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
