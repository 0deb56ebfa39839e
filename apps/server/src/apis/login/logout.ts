import type { Core } from '../../core/core.ts';
import type { Handler } from '../../http/handler.ts';

/** Ends the token that the request is made with. */
export function logout(core: Core): Handler<'login', 'logout'> {
  return async ({ session, context }) => {
    await core.endSession({ session, context });
    return { status: 204 };
  };
}
