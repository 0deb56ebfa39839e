import type { Fault, Result } from '../src/result.ts';
import { headerValues, isAnswer } from '../src/exchange.ts';

/** Something that Prism gets wrong, whatever the contract says. */
export interface PrismFault {
  why: string;
  /** Whether it explains one fault that the kit found. */
  explains(fault: Fault, result: Result): boolean;
}

const isCase = ({ case: test }: Result, ...names: readonly string[]) => names.some((name) => test.id.includes(name));

/** None of these explains that a request which keeps every rule is refused, but for the letter case of a scheme. */
export const prismFaults: readonly PrismFault[] = [
  {
    why: 'answers unknown paths, methods and content types, and missing credentials, with an error of its own: problem+json without documented headers, and 405 without Allow',
    explains: ({ rule }, result) => rule !== 'status' && isOwnError(result),
  },
  {
    why: 'never answers a body that it cannot read: malformed JSON, another charset, JSON in place of a form',
    explains: ({ rule, actual }, { case: { kind, side } }) =>
      rule === 'connection' && actual === 'timeout' && (side === 'fail' || kind === 'example'),
  },
  {
    why: 'answers every refused request with the first example, or a made-up one, which names other fields than the one at fault',
    explains: ({ rule }, { case: { side } }) => rule === 'field' && side === 'fail',
  },
  {
    why: 'says Content-Type: text/plain where there is no body',
    explains: ({ message }) => message === 'has a Content-Type without a body',
  },
  {
    why: 'knows no largest body',
    explains: ({ rule }, { case: { kind } }) => rule === 'status' && kind === 'size',
  },
  {
    why: 'reads a body without a content type, and passes charset and content encoding over',
    explains: ({ rule, expected }, result) =>
      rule === 'status' &&
      expected.includes('415') &&
      isCase(result, 'noContentType', 'missing', 'charset', 'gzip', 'anotherJson', 'vnd.contract-kit'),
  },
  {
    why: 'replaces bytes that are no UTF-8 instead of refusing them',
    explains: ({ rule }, result) => rule === 'status' && isCase(result, 'malformed/not-utf-8'),
  },
  {
    why: 'has no accounts: every password is right',
    explains: ({ rule }, result) => rule === 'status' && (result.case.kind === 'same-answer' || isCase(result, 'credentials/password/')),
  },
  {
    why: 'takes any credentials that are there in the right place',
    explains: ({ rule, expected }, { case: { kind } }) => rule === 'status' && kind === 'credentials' && expected.startsWith('401'),
  },
  {
    why: 'wants the scheme of credentials in one letter case (RFC 9110, 11.1)',
    explains: ({ rule, actual }, result) =>
      rule === 'status' &&
      actual === '401' &&
      isCase(result, 'schemeInCapitals', 'schemeInLowerCase', 'scheme-in-capitals', 'scheme-in-lower-case'),
  },
  {
    why: 'loses a property called __proto__ of an example',
    explains: ({ rule }, result) => rule === 'body' && isCase(result, 'prototypeProperty'),
  },
  {
    why: 'hands out the tokens of the examples, which nobody has signed',
    explains: ({ rule }) => rule === 'token',
  },
  {
    why: 'has no other API beside its own, whose requests could come first',
    explains: ({ rule, message }) => rule === 'status' && message.endsWith('which comes before it, was answered 404'),
  },
  {
    why: 'sends no challenge with 401 unless the contract documents it',
    explains: ({ rule, message }) => rule === 'header' && message === 'has no WWW-Authenticate',
  },
];

/** It says so itself; to a HEAD, which has no body, by its content type. */
function isOwnError({ exchanges }: Result): boolean {
  const { request, answer } = exchanges.at(-1) ?? {};
  if (!request || !answer || !isAnswer(answer)) return false;
  if (request.method === 'HEAD') return headerValues(answer, 'content-type').includes('application/problem+json');
  return new TextDecoder().decode(answer.body).includes('stoplight.io/prism/errors#');
}
