import type { Handler } from '../../http/handler.ts';
import { toUser } from './user.ts';

/** The account of the access token, as it is now. */
export function me(): Handler<'sign-in', 'me'> {
  return async ({ session: { account } }) => ({ status: 200, body: toUser(account) });
}
