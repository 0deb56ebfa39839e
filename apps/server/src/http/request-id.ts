import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';

const acceptable = /^[A-Za-z0-9._-]{1,128}$/;

/** Names each exchange in `X-Request-Id`: as the client did, if it kept to 1–128 characters of `[A-Za-z0-9._-]`, else by a random UUID. */
export const requestId: RequestHandler = (request, response, next) => {
  const given = request.get('X-Request-Id');
  response.set('X-Request-Id', given !== undefined && acceptable.test(given) ? given : randomUUID());
  next();
};
