import type { Core } from '../../core/core.ts';
import type { Handler } from '../../http/handler.ts';
import { profile } from './profile.ts';
import { toUser } from './user.ts';

/** Signs in by email address, username, or both. */
export function signIn(core: Core): Handler<'sign-in', 'signIn'> {
  return async ({ body: { email, username, password }, context }) => {
    const identifiers = { email, username };
    const { account, accessToken, refreshToken = '' } = await core.signIn({ profile: profile.name, identifiers, password, context });
    return { status: 200, body: { accessToken, refreshToken, user: toUser(account) } };
  };
}
