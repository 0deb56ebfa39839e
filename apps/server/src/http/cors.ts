import type { RequestHandler, Response } from 'express';

/** What a page may send besides what it may send anywhere (CORS-safelisted), and what it may read of the answer. */
const allowed = {
  'Access-Control-Allow-Methods': 'GET, HEAD, POST, PUT, PATCH, DELETE',
  'Access-Control-Allow-Headers': 'Authorization, Content-Type, X-Request-Id',
  'Access-Control-Max-Age': '600',
};
const exposed = 'X-Request-Id, Retry-After';

/**
 * Lets pages of these origins read the answers (https://fetch.spec.whatwg.org/#http-cors-protocol), without cookies: the APIs know none, so there is
 * nothing to forge a request with. Pages of other origins get the answer that anybody gets, which their browser keeps from them. With no origin
 * it adds nothing to any answer.
 */
export function allowOrigins(origins: ReadonlySet<string>): RequestHandler {
  return (request, response, next) => {
    if (origins.size === 0) return next();
    // On every answer: a cache must not give one origin's answer to another.
    response.vary('Origin');
    const origin = request.get('Origin');
    if (origin === undefined || !origins.has(origin)) return next();
    response.set('Access-Control-Allow-Origin', origin);
    const isPreflight = request.method === 'OPTIONS' && request.get('Access-Control-Request-Method') !== undefined;
    if (isPreflight) return answerPreflight(response);
    response.set('Access-Control-Expose-Headers', exposed);
    next();
  };
}

function answerPreflight(response: Response): void {
  response
    .status(204)
    .set({ 'Cache-Control': 'no-store', ...allowed })
    .end();
}

/**
 * Reads `https://app.example, http://localhost:5173`; an empty text is none. Throws an Error of one line for whatever is not exactly as a browser
 * sends it: an origin that never matches would only be noticed by the users.
 */
export function parseOrigins(text: string): ReadonlySet<string> {
  if (text.trim() === '') return new Set();
  const origins = text.split(',').map((part) => part.trim());
  const wrong = origins.find((origin) => !/^https?:/.test(origin) || !URL.canParse(origin) || new URL(origin).origin !== origin);
  if (wrong !== undefined)
    throw new Error(`CORS_ORIGINS has ${JSON.stringify(wrong)}; give exact origins such as https://app.example, separated by commas`);
  return new Set(origins);
}
