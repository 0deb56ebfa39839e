import type { Core } from '../../core/core.ts';
import type { Handler } from '../../http/handler.ts';

/** The public keys of all APIs (RFC 7517). */
export function jwks(core: Core): Handler<'platform', 'jwks'> {
  return async () => ({ status: 200, body: { keys: core.publicKeys() } });
}
