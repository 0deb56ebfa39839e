/** Pages of this machine, whatever their port, and nobody else's: what a developer is building is served from here. */
const local = /^https?:\/\/(localhost|[\w-]+\.localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/;

type Headers = Readonly<Record<string, string>>;

/** Whether a browser asks whether it may ask (https://fetch.spec.whatwg.org/#cors-preflight-request). Any other OPTIONS is the contract's affair. */
export function isPreflight(method: string, headers: Headers): boolean {
  return method === 'OPTIONS' && isLocal(headers) && headers['access-control-request-method'] !== undefined;
}

/** The answer to that: yes, to every method and header, `Prefer` included. It has no body and the status 204. */
export function preflightHeaders(headers: Headers): Record<string, string> {
  const { 'access-control-request-method': method = '', 'access-control-request-headers': names } = headers;
  return {
    ...corsHeaders(headers, []),
    'access-control-allow-methods': method,
    ...(names !== undefined && { 'access-control-allow-headers': names }),
    'access-control-max-age': '600',
  };
}

/** What lets such a page read an answer with these headers. No cookies: the page and the mock share them anyway, and contracts speak of tokens. */
export function corsHeaders(headers: Headers, exposed: readonly string[]): Record<string, string> {
  return {
    // On every answer: a cache must not give one origin's answer to another.
    vary: 'Origin',
    ...(isLocal(headers) && { 'access-control-allow-origin': headers['origin'] ?? '' }),
    ...(isLocal(headers) && exposed.length > 0 && { 'access-control-expose-headers': exposed.join(', ') }),
  };
}

function isLocal({ origin }: Headers): boolean {
  return origin !== undefined && local.test(origin);
}
