import { failures, type Breach, type FailureCode, type FailureValue } from '../core/failures.ts';

/** How one API puts a failure on the wire: its status and its JSON body. Headers are the same for all and none of its business. */
export type Envelope = (failure: FailureValue) => { status: number; body: object };

/** The status of each failure where an API's document does not choose another. */
export const statuses = {
  malformed: 400,
  invalid: 400,
  'wrong-credentials': 401,
  'invalid-token': 401,
  unauthenticated: 401,
  inactive: 403,
  'not-found': 404,
  'method-not-allowed': 405,
  'payload-too-large': 413,
  'unsupported-media-type': 415,
  'too-many-requests': 429,
  internal: 500,
  unavailable: 503,
} satisfies Record<FailureCode, number>;

/** The envelope of an API whose document asks for no other: `{statusCode, message, errors?}`, as NestJS words it. */
export function statusError(failure: FailureValue, message: string = failures[failure.code]): ReturnType<Envelope> {
  const status = statuses[failure.code];
  const errors = failure.code === 'invalid' ? { errors: failure.data.breaches.map(toSentence) } : {};
  return { status, body: { statusCode: status, message, ...errors } };
}

function toSentence(breach: Breach): string {
  const { field } = breach;
  switch (breach.rule) {
    case 'missing':
      return `${field} should not be empty`;
    case 'missing-alternative':
      return `${breach.alternatives.join(' or ')} must be provided`;
    case 'conflict':
      return `${field} must not be provided together with ${breach.with}`;
    case 'type':
      return `${field} must be ${withArticle(breach.type)}`;
    case 'format':
      return `${field} must be ${withArticle(breach.format)}`;
    case 'too-short':
      return breach.empty ? `${field} should not be empty` : `${field} must be at least ${breach.limit} characters`;
    case 'too-long':
      return `${field} must be at most ${breach.limit} characters`;
    case 'unknown':
      return `property ${field} should not exist`;
    case 'other':
      return `${field} is not valid`;
  }
}

/** `a string`, `an email`: for sentences about a type or a format. */
export function withArticle(noun: string): string {
  return /^[aeiou]/.test(noun) ? `an ${noun}` : `a ${noun}`;
}
