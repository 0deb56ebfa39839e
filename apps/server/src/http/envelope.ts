import type { FailureCode, FailureValue } from '../core/failures.ts';

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

/** `a string`, `an email`: for sentences about a type or a format. */
export function withArticle(noun: string): string {
  return /^[aeiou]/.test(noun) ? `an ${noun}` : `a ${noun}`;
}
