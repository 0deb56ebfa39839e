import type { Failure } from '../repository.ts';
import type { Tokens } from '../tokens.ts';
import type { ExampleText } from './response.ts';

/** A failure that many operations answer in the same way: the component that says so, where an API has none yet. */
export interface CommonFailure {
  name: string;
  description: string;
  headers?: Readonly<Record<string, string>>;
  failure: Failure;
  /** All show the same body. */
  examples: Readonly<Record<string, ExampleText>>;
  /** How the requests of all of them differ, as `x-request` says it. */
  request?(serverPath: string, tokens: Tokens | undefined): object;
}

const allow = `description: The methods that this path knows.
required: true
schema:
  type: string
  pattern: ^[A-Z]+(, [A-Z]+)*$
  maxLength: 100
  x-varies: true
`;

/** By status. */
export const commonFailures: Readonly<Record<string, CommonFailure>> = {
  401: {
    name: 'Unauthenticated',
    description: 'No token, or none that is good.',
    headers: { 'WWW-Authenticate': 'Challenge' },
    failure: { code: 'unauthenticated' },
    examples: {
      noCredentials: { request: { headers: { Authorization: null } } },
      garbage: { request: { headers: { Authorization: 'Bearer garbage' } } },
    },
  },
  404: {
    name: 'NotFound',
    description: 'No such path under this API.',
    failure: { code: 'not-found' },
    examples: { unknownPath: {} },
    request: (serverPath) => ({ path: `${serverPath}/nowhere` }),
  },
  405: {
    name: 'MethodNotAllowed',
    description: 'This path knows other methods; `Allow` names them.',
    headers: { Allow: allow },
    failure: { code: 'method-not-allowed', data: { allow: [] } },
    examples: { options: { request: { method: 'OPTIONS' } } },
  },
  413: {
    name: 'TooLarge',
    description: 'The body is larger than 16 KiB.',
    failure: { code: 'payload-too-large' },
    examples: { tooLarge: {} },
  },
  415: {
    name: 'UnsupportedMediaType',
    description: 'Send `Content-Type: application/json`, in UTF-8 and without a content encoding.',
    failure: { code: 'unsupported-media-type' },
    examples: { wrongContentType: {}, noContentType: {}, wrongCharset: {}, contentEncoding: {} },
  },
  429: {
    name: 'TooManyCalls',
    description: 'Too many requests. Wait as long as `Retry-After` says.',
    headers: { 'Retry-After': 'RetryAfter' },
    failure: { code: 'too-many-requests', data: { fields: [], retryAfter: 60 } },
    examples: { tooManyCalls: { given: 'fault' } },
  },
  500: {
    name: 'UnexpectedErrorWithToken',
    description: 'An unexpected error. Nothing was changed; the request id finds it in the log.',
    failure: { code: 'internal' },
    examples: { unexpectedError: { given: 'broken' } },
    request: (_serverPath, tokens) => withToken(tokens),
  },
  503: {
    name: 'UnavailableWithToken',
    description: 'The server is overloaded, or its database is away. Try again after `Retry-After`.',
    headers: { 'Retry-After': 'RetryAfter' },
    failure: { code: 'unavailable', data: { retryAfter: 1 } },
    examples: { databaseAway: { given: 'database-away' } },
    request: (_serverPath, tokens) => withToken(tokens),
  },
};

/** `x-request` of a caller who has just got a token. */
export function withToken(tokens: Tokens | undefined): { after?: string; headers?: Record<string, string> } {
  if (!tokens) return {};
  return { after: tokens.after, headers: { Authorization: `Bearer {$response.body#${tokens.pointer}}` } };
}

/** How the request differs that gets 413 or 415, by the name of its example. */
export const oddRequests: Readonly<Record<string, ExampleText>> = {
  tooLarge: { summary: 'A body of 16,385 bytes', request: { padTo: 16_385 } },
  wrongContentType: { summary: 'Another content type', request: { headers: { 'Content-Type': 'text/plain' } } },
  anotherJson: { summary: 'Another media type in JSON', request: { headers: { 'Content-Type': 'application/merge-patch+json' } } },
  jsonAsText: { summary: 'JSON under the name of a text', request: { headers: { 'Content-Type': 'text/json' } } },
  noContentType: { summary: 'No content type', request: { headers: { 'Content-Type': null } } },
  wrongCharset: { summary: 'A charset other than UTF-8', request: { headers: { 'Content-Type': 'application/json; charset=utf-16' } } },
  contentEncoding: { summary: 'A content encoding', request: { headers: { 'Content-Encoding': 'gzip' } } },
};
