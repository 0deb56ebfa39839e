import type { Core } from '../../core/core.ts';
import type { Handler } from '../../http/handler.ts';

/** Whether requests can be answered now and in a moment; if not, what is or will be missing. */
export function ready(core: Core, isStopping: () => boolean): Handler<'platform', 'ready'> {
  return async () => {
    const missing = isStopping() ? (['listener'] as const) : await core.missing();
    if (missing.length === 0) return { status: 200, body: { status: 'ok' } };
    return { status: 503, body: { status: 'unavailable', missing: [...missing] }, headers: { 'Retry-After': '5' } };
  };
}
