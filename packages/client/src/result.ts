import type { ApiName, Names, OperationId, ResponseBody, Status } from '@countersign/contracts';
import type { ClientError } from './error.ts';
import type { Renamed } from './names.ts';

/** What every answer has, whatever its status. */
export interface Answer {
  readonly headers: Headers;
  /** The answer's `X-Request-Id`, null if it has none. */
  readonly requestId: string | null;
}

/** A status that the contract names as a success, with the body of exactly that status. */
export interface Success<S extends number, Body> extends Answer {
  readonly ok: true;
  readonly status: S;
  readonly body: Body;
}

/** A status that the contract names as an error, with the body of exactly that status. */
export interface Refusal<S extends number, Body> extends Answer {
  readonly ok: false;
  readonly status: S;
  readonly body: Body;
  readonly error: ClientError;
}

/**
 * An answer that the contract does not describe: a status that it does not name, or a body that is not JSON where it promises JSON, as proxies and
 * captive portals send. Never `ok`. A word instead of the number, so that a documented status narrows to one body; the number is `error.status`.
 */
export interface Undocumented extends Answer {
  readonly ok: false;
  readonly status: 'undocumented';
  /** The body as text. */
  readonly body: string;
  readonly error: ClientError;
}

/** No answer: the network failed, the time was up, the call was aborted, or there was no session to send it with. `error.kind` tells. */
export interface Unanswered {
  readonly ok: false;
  readonly status: 'none';
  readonly error: ClientError;
}

/** The body of one status by the client's names. */
export type BodyOf<A extends ApiName, Op extends OperationId<A>, S extends Status<A, Op> = Status<A, Op>> = S extends unknown
  ? Renamed<ResponseBody<A, Op, S>, Names<A, Op, S>>
  : never;

/** The statuses that the contract names as successes. */
export type SuccessStatus<A extends ApiName, Op extends OperationId<A>> = {
  [S in Status<A, Op>]: `${S}` extends `2${string}` ? S : never;
}[Status<A, Op>];

/** What a call that throws resolves to: the body of a success. */
export type SuccessBody<A extends ApiName, Op extends OperationId<A>> = BodyOf<A, Op, SuccessStatus<A, Op>>;

/** What a call of `safe` resolves to: told apart by `ok`, and by `status` to the body of exactly that status. */
export type Result<A extends ApiName, Op extends OperationId<A>> =
  | {
      [S in Status<A, Op>]: S extends SuccessStatus<A, Op> ? Success<S, BodyOf<A, Op, S>> : Refusal<S, BodyOf<A, Op, S>>;
    }[Status<A, Op>]
  | Undocumented
  | Unanswered;
