import { expect } from 'vitest';
import type { Sketch } from './traffic.testing.ts';

export type Change = (sketch: Sketch) => Partial<Sketch>;
/** What is wrong, in which exchange, and the one finding that there must be. */
export type Probe = [
  what: string,
  of: 'me' | 'refresh' | 'shortPassword' | 'signIn' | 'wrongPassword',
  change: Change,
  finding: Partial<Record<'rule' | 'side' | 'message' | 'actual', unknown>>,
];

const answerWith = (change: (answer: Record<string, unknown>) => unknown): Change => {
  return ({ answer }) => ({ answer: change(structuredClone(answer) as Record<string, unknown>) });
};
const without = (name: string): Change => {
  return ({ answerHeaders }) => ({ answerHeaders: Object.fromEntries(Object.entries(answerHeaders).filter(([key]) => key !== name)) });
};
const bodyOf = ({ body }: Sketch) => body as Record<string, unknown>;

/** A fault in one exchange, each of another kind. */
export const probes: readonly Probe[] = [
  [
    'a property is missing',
    'me',
    answerWith((user) => ({ ...user, email: undefined })),
    { rule: 'body', message: '/email: no property email' },
  ],
  [
    'a value is none of those that are listed',
    'me',
    answerWith((user) => ({ ...user, status: 'banned' })),
    { rule: 'body', actual: '"banned"' },
  ],
  [
    'a format is broken',
    'me',
    answerWith((user) => ({ ...user, email: 'nobody' })),
    { rule: 'body', message: expect.stringContaining('/email: ') },
  ],
  ['a path is not documented', 'me', ({ url }) => ({ url: `${url}/friends` }), { rule: 'path', side: 'request' }],
  ['a method is not documented', 'me', () => ({ method: 'DELETE' }), { rule: 'method', side: 'request' }],
  [
    'a body that is too short is accepted',
    'signIn',
    (all) => ({ body: { ...bodyOf(all), password: 'abc' } }),
    { rule: 'body', side: 'request' },
  ],
  ['a body without a required property is accepted', 'refresh', () => ({ body: {} }), { rule: 'body', side: 'request' }],
  ['a body with an unknown property is accepted', 'refresh', (all) => ({ body: { ...bodyOf(all), extra: 1 } }), { side: 'request' }],
  ['nobody asks for credentials', 'me', () => ({ headers: {} }), { rule: 'credentials', side: 'request' }],
  ['a number is out of its range', 'wrongPassword', answerWith((all) => ({ ...all, statusCode: 200 })), { side: 'response' }],
  ['a query is not documented', 'me', ({ url }) => ({ url: `${url}?verbose=1` }), { rule: 'parameter', side: 'request' }],
  ['a status is not documented', 'wrongPassword', () => ({ status: 423 }), { rule: 'status', actual: '423' }],
  [
    'a content type is not documented',
    'me',
    (all) => ({ answerHeaders: { ...all.answerHeaders, 'Content-Type': 'text/plain' } }),
    { rule: 'content-type' },
  ],
  ['a header is missing', 'wrongPassword', without('WWW-Authenticate'), { rule: 'header', message: 'has no WWW-Authenticate' }],
  [
    'a header has a wrong value',
    'me',
    (all) => ({ answerHeaders: { ...all.answerHeaders, 'Cache-Control': 'public' } }),
    { rule: 'header', actual: 'public' },
  ],
  [
    'a property is not documented',
    'me',
    answerWith((user) => ({ ...user, age: 7 })),
    { rule: 'body', message: '/age: undocumented property age' },
  ],
  [
    'a request that keeps the contract is refused',
    'shortPassword',
    () => ({ body: { email: 'a@example.com', password: 'long enough' } }),
    { rule: 'status', side: 'request' },
  ],
  ['a body is empty', 'me', () => ({ answer: undefined }), { rule: 'body', message: 'has no body' }],
  [
    'an error is a page',
    'wrongPassword',
    (all) => ({ answer: '<h1>Oops</h1>', answerHeaders: { ...all.answerHeaders, 'Content-Type': 'text/html' } }),
    { rule: 'content-type' },
  ],
  ['a content type is missing', 'me', without('Content-Type'), { rule: 'content-type', message: 'has a body, but no Content-Type' }],
];
