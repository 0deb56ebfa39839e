/**
 * Where a call failed: `http` is an answer of the contract that is no success, `undocumented` one that the contract does not know, `drift` one that
 * breaks its schema; `network`, `timeout` and `aborted` are no answer at all; `session` is a call that the session could not carry.
 */
export type ErrorKind = 'http' | 'network' | 'timeout' | 'aborted' | 'undocumented' | 'drift' | 'session';

/** What went wrong, for programs and translations. Stable; more may come, so leave room for the unknown. */
export type ErrorCode =
  | 'invalid_input'
  | 'unauthorized'
  | 'forbidden'
  | 'not_found'
  | 'method_not_allowed'
  | 'conflict'
  | 'too_large'
  | 'unsupported_media_type'
  | 'too_many_requests'
  | 'client_error'
  | 'server_error'
  | 'unavailable'
  | 'network'
  | 'timeout'
  | 'aborted'
  | 'unexpected_status'
  | 'unexpected_body'
  | 'drift'
  | 'signed_out'
  | 'session_changed'
  | 'renewal_failed'
  | (string & {});

/** One thing that the server found wrong with the input. */
export interface Issue {
  /** The property of the request body, by the client's name; null when no property can be told. */
  readonly field: string | null;
  /** The server's sentence, for people. */
  readonly message: string;
}

/** What more is known of an error. */
export interface ErrorDetails {
  status?: number;
  requestId?: string | undefined;
  retryAfter?: number | undefined;
  issues?: readonly Issue[] | undefined;
  body?: unknown;
  cause?: unknown;
}

const brand = Symbol.for('@countersign/client.error');

/**
 * Every failed call, thrown or as `error` of a result. Neither its message nor its JSON nor its inspection holds a body, a token or a password.
 * `instanceof ClientError` holds for errors of every copy of this package.
 */
export class ClientError extends Error {
  declare readonly kind: ErrorKind;
  declare readonly code: ErrorCode;
  /** The operationId. */
  declare readonly operation: string;
  /** The HTTP status, if there was an answer. */
  declare readonly status?: number;
  /** The answer's `X-Request-Id`: quote it when you report a problem. */
  declare readonly requestId?: string;
  /** Milliseconds to wait before the next try, as the answer's `Retry-After` asks. Nothing waits or tries again by itself. */
  declare readonly retryAfter?: number;
  declare readonly issues: readonly Issue[];
  readonly #body: unknown;

  constructor(kind: ErrorKind, code: ErrorCode, operation: string, details: ErrorDetails = {}) {
    super(`${operation}: ${code}${details.status ? ` (${details.status})` : ''}`, details);
    const { body, cause: _, ...known } = details;
    this.#body = body;
    // By way of JSON what is not known is left out.
    Object.assign(this, { kind, code, operation, issues: [] }, JSON.parse(JSON.stringify(known)));
  }

  /** What the server sent: JSON by the client's names, else text. Not enumerable, because it may repeat what was sent. */
  get body(): unknown {
    return this.#body;
  }

  override get name(): string {
    return 'ClientError';
  }

  [brand](): void {}

  static override readonly [Symbol.hasInstance] = isClientError;
}

/**
 * Whether it is an error of this client, of whichever copy of the package.
 *
 * @example
 * ```ts
 * import { createClient, isClientError } from '@countersign/client';
 *
 * const client = createClient({ api: 'login', baseUrl: 'http://127.0.0.1:3000' });
 * const error = await client.login({ phone: '+525512345678', password: 'wrong password' }).catch((reason: unknown) => reason);
 * if (isClientError(error)) console.log(error.code, error.status); // invalid_input 422
 * ```
 */
export function isClientError(value: unknown): value is ClientError {
  return brand in Object(value);
}
