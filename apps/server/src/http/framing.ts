import type { IncomingMessage } from 'node:http';

/**
 * The status that a request deserves for the way it is framed, or `undefined` if nothing is wrong with it: what Node's parser lets pass although
 * two readers could understand it differently, which is how one request is smuggled inside another.
 */
export function framingFault({ rawHeaders, headers, httpVersion }: IncomingMessage, maxHeaders: number): 400 | 431 | undefined {
  // Node would leave out the rest without a word, and so take the request for another one.
  if (rawHeaders.length > maxHeaders * 2) return 431;
  const hosts = rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host').length;
  // RFC 9112 section 3.2. A client of HTTP/1.0 may not know the header.
  if (hosts > 1 || (hosts === 0 && httpVersion !== '1.0')) return 400;
  // RFC 9112 section 6.1: another coding than chunked stays in the body unread, and HTTP/1.0 knows none at all.
  const coding = headers['transfer-encoding'];
  return coding !== undefined && (coding.toLowerCase() !== 'chunked' || httpVersion === '1.0') ? 400 : undefined;
}
