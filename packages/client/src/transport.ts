/** https, http on this very machine, or a path on the page's own origin: `//host` and `/\host` are another host. */
const isSafe = /^(https:\/\/|http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?(\/|$)|\/(?![/\\])|$)/i;

/** Where requests go, without a slash at the end. Throws a TypeError if passwords would go there in the clear. */
export function toBase(baseUrl: string, serverPath: string): string {
  if (!isSafe.test(baseUrl)) throw new TypeError('baseUrl needs https');
  return baseUrl.replace(/\/+$/, '') + serverPath;
}
