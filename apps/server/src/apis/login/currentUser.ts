import type { Handler } from '../../http/handler.ts';
import { toUser } from './user.ts';

/** The account of the token, as it is now. */
export function currentUser(): Handler<'login', 'currentUser'> {
  return async ({ session: { account } }) => ({ status: 200, body: { status: 200, data: { user: toUser(account) } } });
}
