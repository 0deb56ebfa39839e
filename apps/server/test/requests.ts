import fc from 'fast-check';
import { bodyNear } from './bodies.ts';
import { operations, type ContractOperation } from './contract.ts';

/** A request of any shape that HTTP itself lets through. */
export interface AnyRequest {
  method: string;
  /** With its query, if it has one. */
  path: string;
  headers: Record<string, string>;
  body: string | Uint8Array | undefined;
}

/** Requests near to and far from what the contracts describe; `tokens` are credentials to guess right with now and then. */
export function anyRequest(tokens: readonly string[]): fc.Arbitrary<AnyRequest> {
  return fc.oneof(...operations.map((operation) => ({ weight: operation.bodySchema ? 3 : 1, arbitrary: requestNear(operation, tokens) })));
}

function requestNear(operation: ContractOperation, tokens: readonly string[]): fc.Arbitrary<AnyRequest> {
  return fc.record({
    method: fc.oneof({ weight: 9, arbitrary: fc.constant(operation.method) }, { weight: 1, arbitrary: methods }),
    path: pathNear(operation.path),
    headers: headersNear(operation, tokens),
    body: operation.bodySchema ? bodyNear(operation.bodySchema) : fc.option(fc.string(), { nil: undefined, freq: 10 }),
  });
}

const methods = fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'LOCK', 'REPORT');

/** What may stand in a path: everything visible, and escapes that are right, wrong or of more than one meaning. */
const segment = fc
  .array(
    fc.oneof(
      fc.constantFrom('%2e', '%2F', '%00', '%', '%zz', '%C0%AE', '..', '.', '//', ';', '~', '__proto__', '\\'),
      fc.string({ maxLength: 5 }).map(encodeSafely),
    ),
  )
  .map((parts) => parts.join('').replaceAll(/[?#]/g, ''));

function pathNear(path: string): fc.Arbitrary<string> {
  const query = fc.webQueryParameters().map((text) => `${path}?${text}`);
  const parts = path.split('/');
  return fc.oneof(
    { weight: 12, arbitrary: fc.constant(path) },
    { weight: 2, arbitrary: query },
    {
      weight: 1,
      arbitrary: fc.constantFrom(`${path}/`, path.toUpperCase(), `/${path}`, `${path}%2f`, parts.slice(0, -1).join('/') || '/'),
    },
    {
      weight: 1,
      arbitrary: fc.tuple(fc.nat({ max: parts.length - 1 }), segment).map(([at, text]) => `/${parts.with(at, text).join('/')}`),
    },
    { weight: 1, arbitrary: segment.map((text) => `/${text}`) },
  );
}

function encodeSafely(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

/** Of the bytes that HTTP allows in a header. */
const headerValue = fc
  .array(
    fc.integer({ min: 0x20, max: 0xff }).filter((code) => code !== 0x7f),
    { maxLength: 40 },
  )
  .map((codes) => String.fromCharCode(...codes).trim());
const mediaTypes = fc.oneof(
  { weight: 12, arbitrary: fc.constant('application/json') },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      'application/json; charset=utf-8',
      'APPLICATION/JSON;Charset="UTF-8"',
      'application/json; charset=latin1',
      'application/json;charset',
      ';',
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'application/vnd.api+json',
      'application/json, text/plain',
    ),
  },
  { weight: 1, arbitrary: headerValue },
);

function headersNear(operation: ContractOperation, tokens: readonly string[]): fc.Arbitrary<Record<string, string>> {
  const token = fc.oneof(
    fc.constantFrom('', 'garbage', 'a.b.c', ...tokens),
    fc.base64String().map((text) => `eyJhbGciOiJub25lIn0.${text}.`),
    headerValue,
  );
  const authorization = fc
    .tuple(fc.constantFrom('Bearer ', 'bearer ', 'Bearer', 'Basic ', 'Bearer  ', ''), token)
    .map((parts) => parts.join('').trim());
  const optional = {
    Authorization: authorization,
    Accept: fc.constantFrom('text/html', 'application/xml;q=1', '*/*', 'nonsense'),
    'Accept-Encoding': fc.constantFrom('gzip', 'br', 'identity;q=0'),
    'Content-Encoding': fc.constantFrom('gzip', 'identity', 'br', ''),
    'X-Request-Id': fc.oneof(fc.string({ unit: fc.constantFrom(...'aZ0._-'), maxLength: 140 }), headerValue),
    'X-Forwarded-For': fc.oneof(fc.ipV4(), fc.ipV6(), headerValue),
    'X-HTTP-Method-Override': methods,
    Origin: fc.webUrl(),
    'Access-Control-Request-Method': methods,
    'If-None-Match': fc.constantFrom('*', '"a"'),
    Range: fc.constant('bytes=0-1'),
    Cookie: headerValue,
    'x-__proto__': headerValue,
  };
  const type = operation.bodySchema ? mediaTypes : fc.constant('application/json');
  return fc.tuple(type, fc.record(optional, { requiredKeys: [] }), fc.nat({ max: 3 })).map(([mediaType, others, few]) => {
    // Most requests have few of them, or the rarest would decide every answer.
    const kept = Object.entries(others).slice(0, few);
    return { ...(mediaType && { 'Content-Type': mediaType }), ...Object.fromEntries(kept) };
  });
}
