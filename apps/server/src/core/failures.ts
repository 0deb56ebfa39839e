/** One way in which a request body broke its schema, in terms that no API's wording is part of. */
export type Breach =
  | { rule: 'missing'; field: string }
  /** None of these properties is present, and at least one must be. */
  | { rule: 'missing-alternative'; field: string; alternatives: readonly string[] }
  /** This property is present together with another one that excludes it. */
  | { rule: 'conflict'; field: string; with: string }
  | { rule: 'type'; field: string; type: string }
  | { rule: 'format'; field: string; format: string }
  /** `empty` tells a value without a single character from one that is merely short. */
  | { rule: 'too-short'; field: string; limit: number; empty: boolean }
  | { rule: 'too-long'; field: string; limit: number }
  | { rule: 'unknown'; field: string }
  /** Any other keyword of the schema. */
  | { rule: 'other'; field: string; keyword: string };

/** What each code carries besides itself. */
interface FailureData {
  malformed: undefined;
  invalid: { breaches: readonly Breach[] };
  'wrong-credentials': { fields: readonly string[] };
  inactive: { fields: readonly string[] };
  /** A refresh token that is none, or no longer. */
  'invalid-token': undefined;
  /** No Bearer token, or none that is good. */
  unauthenticated: undefined;
  'not-found': undefined;
  'method-not-allowed': { allow: readonly string[] };
  'payload-too-large': undefined;
  'unsupported-media-type': undefined;
  'too-many-requests': { fields: readonly string[]; retryAfter: number };
  unavailable: { retryAfter: number };
  internal: undefined;
}

export type FailureCode = keyof FailureData;

/** Each failure with its neutral message; an API's envelope decides the status and the wording on the wire. */
export const failures = {
  malformed: 'Malformed JSON',
  invalid: 'Validation failed',
  'wrong-credentials': 'Invalid credentials',
  inactive: 'Account is inactive',
  'invalid-token': 'Invalid or expired token',
  unauthenticated: 'Unauthorized',
  'not-found': 'Not Found',
  'method-not-allowed': 'Method Not Allowed',
  'payload-too-large': 'Payload Too Large',
  'unsupported-media-type': 'Unsupported Media Type',
  'too-many-requests': 'Too Many Requests',
  unavailable: 'Service Unavailable',
  internal: 'Internal Server Error',
} satisfies Record<FailureCode, string>;

/** A failure as a value: its code and what that code carries. Discriminated by `code`. */
export type FailureValue = { [C in FailureCode]: { code: C; data: FailureData[C] } }[FailureCode];

/**
 * The only error that is thrown on purpose. `retryAfter` is in seconds, `allow` lists methods in capitals, `fields` names the identifiers that
 * were sent. `cause` is for the log, never for an answer.
 */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly value: FailureValue;

  constructor(value: FailureValue, options?: { cause?: unknown }) {
    super(failures[value.code], options);
    this.value = value;
  }
}

/** Throws the failure of that code. */
export function fail<C extends FailureCode>(code: C, data: FailureData[C], options?: { cause?: unknown }): never {
  throw new Failure({ code, data } as FailureValue, options);
}
