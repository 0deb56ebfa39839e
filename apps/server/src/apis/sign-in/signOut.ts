import type { Core } from '../../core/core.ts';
import type { Handler } from '../../http/handler.ts';
import { profile } from './profile.ts';

/** Ends the session of a refresh token; tells nobody whether there was one. */
export function signOut(core: Core): Handler<'sign-in', 'signOut'> {
  return async ({ body: { refreshToken }, context }) => {
    await core.signOut({ profile: profile.name, refreshToken, context });
    return { status: 204 };
  };
}
