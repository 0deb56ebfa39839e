import type { Core } from '../../core/core.ts';
import type { Handler } from '../../http/handler.ts';
import { profile } from './profile.ts';

/** Exchanges a refresh token for its successor and a new access token. */
export function refresh(core: Core): Handler<'sign-in', 'refresh'> {
  return async ({ body, context }) => {
    const { accessToken, refreshToken } = await core.refresh({ profile: profile.name, refreshToken: body.refreshToken, context });
    return { status: 200, body: { accessToken, refreshToken } };
  };
}
