import { isAnswer, type Answer, type Exchange, type NoAnswer, type SentRequest } from '../exchange.ts';
import { maskBody } from '../report/masked.ts';
import type { Mask } from '../mask.ts';

/** Sizes and times that nobody measured (HAR 1.2). */
const unknown = -1;

/** The exchanges as an HTTP archive, HAR 1.2, masked. A request that was not answered has the status 0 and says why in `_error`, as browsers do. */
export function writeHar(exchanges: readonly Exchange[], mask: Mask, kit = ''): string {
  const entries = exchanges.map((exchange) => toEntry(exchange, mask));
  return `${JSON.stringify({ log: { version: '1.2', creator: { name: 'contract-kit', version: kit }, entries } }, null, 2)}\n`;
}

function toEntry({ request, answer, startedAt, duration }: Exchange, mask: Mask): object {
  return {
    startedDateTime: new Date(startedAt).toISOString(),
    time: duration,
    request: toRequest(request, mask),
    response: isAnswer(answer) ? toResponse(answer, mask) : toNoResponse(answer, mask),
    cache: {},
    timings: { send: 0, wait: duration, receive: 0 },
  };
}

function toRequest({ method, url, headers, body }: SentRequest, mask: Mask): object {
  const { text, encoding } = toContent(body, mask);
  const query = URL.canParse(url) ? [...new URL(url).searchParams] : [];
  return {
    method,
    url: mask(url),
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: pairs(headers, mask),
    queryString: pairs(query, mask),
    // The format has no encoding for what is sent; a leading underscore makes a field one's own.
    ...(body && { postData: { mimeType: mask(typeOf(headers)), params: [], text, ...(encoding && { _encoding: encoding }) } }),
    headersSize: unknown,
    bodySize: body?.length ?? 0,
  };
}

function toResponse({ status, headers, body }: Answer, mask: Mask): object {
  const redirect = headers.find(([name]) => name.toLowerCase() === 'location')?.[1] ?? '';
  return {
    status,
    statusText: '',
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: pairs(headers, mask),
    content: { size: body.length, mimeType: mask(typeOf(headers)), ...toContent(body, mask) },
    redirectURL: mask(redirect),
    headersSize: unknown,
    bodySize: body.length,
  };
}

function toNoResponse({ kind, message }: NoAnswer, mask: Mask): object {
  const content = { size: 0, mimeType: '', text: '' };
  const empty = { cookies: [], headers: [], content, redirectURL: '', headersSize: unknown, bodySize: unknown };
  return { status: 0, statusText: '', httpVersion: '', ...empty, _error: mask(`${kind}: ${message}`) };
}

/** Bytes that are no UTF-8 go in base64. A secret among them is masked all the same, byte for byte. */
function toContent(body: Uint8Array | undefined, mask: Mask): { text: string; encoding?: 'base64' } {
  if (!body) return { text: '' };
  try {
    return { text: maskBody(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body), mask) };
  } catch {
    const bytes = Buffer.from(body).toString('latin1');
    return { text: Buffer.from(mask(bytes), 'latin1').toString('base64'), encoding: 'base64' };
  }
}

function pairs(list: readonly (readonly [string, string])[], mask: Mask): object[] {
  // Together: the mask knows `Authorization` by its name.
  return list.map(([name, value]) => ({ name, value: mask(`${name}: ${value}`).slice(name.length + 2) }));
}

function typeOf(headers: SentRequest['headers']): string {
  return headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
}
