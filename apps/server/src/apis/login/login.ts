import type { Core } from '../../core/core.ts';
import type { Handler } from '../../http/handler.ts';
import { profile } from './profile.ts';
import { toUser } from './user.ts';

/** Logs in by email address or phone number. */
export function login(core: Core): Handler<'login', 'login'> {
  return async ({ body: { email, phone, password }, context }) => {
    const identifiers = { email, phone };
    const { account, accessToken } = await core.signIn({ profile: profile.name, identifiers, password, context });
    return { status: 200, body: { status: 200, data: { token: accessToken, token_type: 'Bearer', user: toUser(account) } } };
  };
}
