import type { RequestHandler } from 'express';

/**
 * What every answer carries, whichever API gives it and also where none does, such as for bytes that are no request. Like `Date` they belong to
 * the server and not to a contract. Strict-Transport-Security is for whoever ends TLS: RFC 6797 section 7.2 forbids it on plain HTTP.
 */
export const securityHeaders = {
  // Shown as a page, an answer loads nothing and nobody frames it.
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  // No other site embeds an answer; what CORS allows is not affected.
  'Cross-Origin-Resource-Policy': 'same-origin',
  // No URL leaks from an answer that was opened in a tab.
  'Referrer-Policy': 'no-referrer',
  // JSON is never run as a script.
  'X-Content-Type-Options': 'nosniff',
} as const satisfies Record<string, string>;

/** Sets them before anything else can answer. */
export const setSecurityHeaders: RequestHandler = (_request, response, next) => {
  response.set(securityHeaders);
  next();
};
