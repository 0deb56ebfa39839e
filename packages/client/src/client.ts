import type { ApiName, Apis, Names, OperationId, Parameters, RequestBody, SessionApi } from '@countersign/contracts';
import type { ClientError } from './error.ts';
import type { Renamed } from './names.ts';
import type { Result, SuccessBody } from './result.ts';
import type { Session, UserOf } from './session.ts';
import type { SessionStorage } from './storage.ts';

/** Headers by name; what is undefined is left out. */
export type HeadersInput = Headers | { readonly [name: string]: string | undefined };

/** Sends a request, as `fetch` does. The signal ends it when its time is up or the caller aborts. */
export type Fetch = (request: Request, init: { signal: AbortSignal }) => Promise<Response>;

export interface ClientOptions<A extends ApiName = ApiName> {
  /** The name of the API: of its folder in `specs/`. */
  api: A;
  /**
   * Where the server is, such as `https://id.example.com`; the API's own path follows by itself. `''` is the page's own origin. Without https only
   * localhost, 127.0.0.1 and [::1] are taken: anything else would send passwords in the clear.
   */
  baseUrl: string;
  /** Where the session is kept. In memory if left out; see `@countersign/client/storage`. */
  storage?: SessionStorage;
  /** Sends the requests. The global `fetch` of the moment of the call if left out. */
  fetch?: Fetch;
  /** Milliseconds from the call to the last byte of the answer, renewal and replay included. 10,000 if left out; `Infinity` waits for ever. */
  timeout?: number;
  /** Headers of every request. Those of a single call win. With an `Authorization` among them the session stays out of it. */
  headers?: HeadersInput;
  /** Milliseconds since 1970. `Date.now` if left out. */
  clock?: () => number;
  /** Told of every request; what it throws is ignored. */
  logger?: (entry: LogEntry) => void;
  /** Looks at every documented answer before it is handed out; what it returns fails the call. See `@countersign/client/validate`. */
  validate?: Validate;
}

/** One request: these fields and never more, so that no header or body can slip into a log. */
export interface LogEntry {
  readonly operation: string;
  /** The HTTP status; null when there was no answer. */
  readonly status: number | null;
  /** The code of the error; null for a success. */
  readonly code: string | null;
  readonly requestId: string | null;
  /** Milliseconds from the sending to the last byte. */
  readonly duration: number;
}

/** A body of a documented status by the names of the wire. @returns an error, of kind `drift`, if it must not be handed out */
export type Validate = (answer: { api: ApiName; operation: string; status: number; body: unknown }) => ClientError | undefined;

/** What a call takes beside the body. `params` is there as far as the contract has them, and required as far as it requires them. */
export type CallOptions<A extends ApiName, Op extends OperationId<A>> = ParamsOption<Omit<Parameters<A, Op>, 'cookie'>> & {
  headers?: HeadersInput;
  /** Ends the call; the promise rejects with kind `aborted`, or the result says so. */
  signal?: AbortSignal;
  /** Milliseconds, in place of the client's. */
  timeout?: number;
};

/** What a call of an operation takes: its JSON body if it has one, then the options. A further parameter in a contract changes no call. */
export type CallArguments<A extends ApiName, Op extends OperationId<A>> = [
  ...BodyArgument<Input<A, Op>>,
  ...OptionsArgument<CallOptions<A, Op>>,
];

/** The JSON body of an operation by the client's names. */
export type Input<A extends ApiName, Op extends OperationId<A>> = Renamed<RequestBody<A, Op>, Names<A, Op, 'request'>>;

/**
 * One method per operation, named by its `operationId`, that resolves to the body of a success and rejects with a ClientError. Made of the operations
 * themselves, because then an editor shows what the contract says of each.
 */
export type Methods<A extends ApiName> = {
  readonly [Op in keyof Apis[A]['operations']]: (
    ...input: CallArguments<A, Op & OperationId<A>>
  ) => Promise<SuccessBody<A, Op & OperationId<A>>>;
};

/** The same methods, but the promise never rejects: it resolves to a result. */
export type SafeMethods<A extends ApiName> = {
  readonly [Op in keyof Apis[A]['operations']]: (
    ...input: CallArguments<A, Op & OperationId<A>>
  ) => Promise<Result<A, Op & OperationId<A>>>;
};

/** A client of one API. It has a `session` if the contract says how one begins (`x-session`). */
export type Client<A extends ApiName> = Methods<A> & { readonly api: A; readonly safe: SafeMethods<A> } & SessionPart<A>;

type SessionPart<A extends ApiName> = A extends SessionApi ? { readonly session: Session<UserOf<A>> } : unknown;

type BodyArgument<Body> = [Body] extends [undefined] ? [] : undefined extends Body ? [body?: Exclude<Body, undefined>] : [body: Body];

type OptionsArgument<Options> = object extends Options ? [options?: Options] : [options: Options];

type ParamsOption<Params> = object extends Params ? { params?: Params } : { params: Params };
