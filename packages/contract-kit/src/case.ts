import type { Location } from './spec/location.ts';
import type { Operation } from './spec/spec.ts';

/** What a case is made of: which sentence of the contract it exercises. */
export type CaseKind =
  | 'example' // a named pair of a request and its answer
  | 'schema' // a keyword of the body's schema
  | 'parameter' // a keyword of a parameter, or its absence
  | 'body' // absent, empty, malformed
  | 'media-type'
  | 'size'
  | 'method'
  | 'path'
  | 'credentials'
  | 'flow' // a story over several requests
  | 'same-answer'; // two requests that nobody may tell apart by their answers

/**
 * A request as it goes on the wire. In `path`, header values and `set` the expression `{$response.body#/pointer}` (OpenAPI's runtime expressions;
 * also `$response.header.Name` and `$request.body#/pointer`) stands for a part of the answer to `before`.
 */
export interface CaseRequest {
  method: string;
  /** Path and query. */
  path: string;
  headers: Readonly<Record<string, string>>;
  /** Text is sent in UTF-8. */
  body: string | Uint8Array | undefined;
  /** Is sent first, and its answer fills the expressions. Must be answered with 2xx. */
  before?: CaseRequest;
  /** Properties of a JSON body that are replaced before it is sent: JSON pointer → expression. */
  set?: Readonly<Record<string, string>>;
}

/** What must come back. Whatever comes must be documented as well, which `check` holds without being told. */
export interface Expectation {
  /** Statuses that pass: `200`, `4XX`. */
  statuses: readonly string[];
  /** False when the contract documents no such answer: then the answer is judged by `statuses` alone, and the gap is a remark. */
  documented: boolean;
  /** Exactly this body, except where the schema says `x-varies`. */
  body?: { mediaType: string; value: unknown };
  /** A body of no bytes. */
  empty?: true;
  /** Names of the fields at fault: the error names one of them, and no other field of the request. */
  fields?: readonly string[];
  /** The other fields of the request, which the error must not blame. */
  others?: readonly string[];
  /** Headers with this very value, whatever the contract says, e.g. `Allow`. Null: any value, but there. Names in lower case. */
  headers?: Readonly<Record<string, string | readonly string[] | null>>;
  /** Not one of these bodies: a well-formed request must not be refused as a malformed one. */
  accepted?: readonly { status: string; value: unknown }[];
  /** None of these bodies: a request that breaks a rule is not answered like one that keeps them all, e.g. as wrong credentials. */
  unlike?: readonly { status: string; value: unknown }[];
  /** 401 and 403 say nothing, because the credentials are made up. */
  credentials?: 'made-up';
}

/** One test of a contract. Plain data, but for the operation: the same contract always gives the same cases. */
export interface Case {
  /** Stable as long as the sentence stands: `signIn/schema/password/minLength/5`. Unique within a contract. */
  id: string;
  kind: CaseKind;
  operation: Operation;
  /** The sentence of the contract that is exercised. */
  at: Location;
  /** A keyword of JSON Schema, a header's name, or a word for the rule: `maxLength`, `Content-Type`, `method`. */
  rule: string;
  /** Whether the request keeps the rule or breaks it. */
  side: 'pass' | 'fail';
  /** For people: `password of 5 characters`. */
  title: string;
  request: CaseRequest;
  expect: Expectation;
  /** The state that the server must be in (`x-given`); the fresh one if absent. */
  given?: string;
  /** Sent after `request`; its answer must be the same (`same-answer`). */
  twin?: CaseRequest;
}

/** A sentence that no case exercises, and why. */
export interface Gap {
  operation: Operation;
  at: Location;
  rule: string;
  side: 'pass' | 'fail';
  reason: string;
  /** Whether no request at all could exercise it, rather than that the kit knows of none. Absent: the reason says so (`implied`, `unreachable`). */
  unreachable?: boolean;
}
