import type { Handler } from '../../http/handler.ts';

/** Answers without touching the database: a database that is away is no reason to restart the process. */
export function live(): Handler<'platform', 'live'> {
  return async () => ({ status: 200, body: { status: 'ok' } });
}
