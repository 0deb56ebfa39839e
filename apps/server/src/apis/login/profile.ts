import type { TokenProfile } from '../../core/token-profile.ts';

/** One token of 365 days per login, with the claims that the document shows and no others. */
export const profile = {
  name: 'login',
  algorithm: 'RS256',
  type: 'JWT',
  audience: '1',
  lifetime: 365 * 24 * 60 * 60,
  sessionClaim: 'jti',
  claims: { scopes: [] },
  refresh: false,
} satisfies TokenProfile;
