import type { RequestHandler } from 'express';
import type { Operation } from './document.ts';

/** What the server logs with: a pino logger, or anything that takes the same two levels. */
export interface Log {
  info(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/**
 * Logs one line per request: its id, method, operationId, status and duration in milliseconds. No URL, header or body: a client can put
 * credentials into each of them. An operation that was not found has no name.
 */
export function logRequests(log: Log, now: () => number): RequestHandler {
  return (request, response, next) => {
    const start = now();
    response.once('close', () => {
      const operation = response.locals.operation as Operation | undefined;
      const fields = {
        requestId: response.get('X-Request-Id'),
        method: request.method,
        operation: operation?.operationId,
        status: response.statusCode,
        ms: Math.round((now() - start) * 10) / 10,
        aborted: response.writableFinished ? undefined : true,
      };
      log.info(fields, 'request');
    });
    next();
  };
}
