import type { Core } from '../../core/core.ts';
import type { Handler } from '../../http/handler.ts';

/** Whether requests can be answered now; if not, what is missing. */
export function ready(core: Core): Handler<'platform', 'ready'> {
  return async () => {
    const missing = await core.missing();
    if (missing.length === 0) return { status: 200, body: { status: 'ok' } };
    return { status: 503, body: { status: 'unavailable', missing }, headers: { 'Retry-After': '5' } };
  };
}
