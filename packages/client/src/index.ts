import {
  apis,
  type ApiName,
  type BodyKind,
  type Operation,
  type OperationId,
  type Parameters,
  type RequestBody,
  type ResponseBody,
  type Status,
} from '@countersign/contracts';
import createCore from 'openapi-fetch';

type HeadersInput = ConstructorParameters<typeof Headers>[0];

export interface ClientOptions<A extends ApiName> {
  /** The name of the API: of its folder in `specs/`. */
  api: A;
  /** Where the server is, such as `https://id.example.com`; the API's own path follows by itself. */
  baseUrl: string;
  /** Sends a request. The global `fetch` of the moment of the call if left out. */
  fetch?: (request: Request) => Promise<Response>;
  /** Headers of every request. Those of a single call win. */
  headers?: NonNullable<HeadersInput>;
}

/** What one call takes. `body` and `params` are there as far as the contract has them. */
export type Input<A extends ApiName, Op extends OperationId<A>> = BodyInput<RequestBody<A, Op>> &
  ParamsInput<Parameters<A, Op>> & { headers?: NonNullable<HeadersInput>; signal?: AbortSignal };

/** The answer with one of the statuses that the contract names, and the body of exactly that status. `ok` is 2xx. */
export interface Documented<S extends number, Body> {
  ok: `${S}` extends `2${string}` ? true : false;
  status: S;
  body: Body;
  /** For the headers. Its body has been read. */
  response: Response;
}

/**
 * An answer that the contract does not describe: a status that it does not name, or a body that is not JSON where it promises JSON, as proxies and
 * captive portals send. Never `ok`, whatever its status. A word instead of the number, so that a documented status narrows to one body.
 */
export interface Undocumented {
  ok: false;
  status: 'undocumented';
  /** The body as text. */
  body: string;
  /** For the real status, and the headers. Its body has been read. */
  response: Response;
}

export type Result<A extends ApiName, Op extends OperationId<A>> =
  | { [S in Status<A, Op>]: Documented<S, ResponseBody<A, Op, S>> }[Status<A, Op>]
  | Undocumented;

/** One method per operation, named by its `operationId`. */
export type Client<A extends ApiName> = {
  readonly [Op in OperationId<A>]: (...input: Optional<Input<A, Op>>) => Promise<Result<A, Op>>;
};

/**
 * Makes a client of one API.
 *
 * Every answer of a server is a result, told apart by its `status`. A call rejects only if there is no answer: with the error of `fetch` when the
 * network fails, and with the signal's reason when it is aborted. Nothing is sent twice: credentials must not be retried by a program.
 */
export function createClient<A extends ApiName>({ api, baseUrl, fetch, headers }: ClientOptions<A>): Client<A> {
  const { serverPath, operations } = apis[api];
  const core = createCore({ baseUrl: baseUrl.replace(/\/+$/, '') + serverPath, ...(headers && { headers }) });
  // Late, so that a `fetch` that tests or tracing replace is the one that is called.
  const send: Send = fetch ?? ((request) => globalThis.fetch(request));
  const toMethod = (operation: Operation) => async (input?: object) =>
    toResult(operation, await exchange(core.request as unknown as Start, operation, input, send));
  const methods = Object.entries<Operation>(operations).map(([id, operation]) => [id, toMethod(operation)]);
  return Object.fromEntries(methods) as Client<A>;
}

type Send = (request: Request) => Promise<Response>;

// openapi-fetch types its calls by path; ours are typed by operation, above.
type Start = (method: string, path: string, init: object) => Promise<unknown>;

type BodyInput<Body> = [Body] extends [undefined]
  ? { body?: never }
  : undefined extends Body
    ? { body?: Exclude<Body, undefined> }
    : { body: Body };

type ParamsInput<Params> = object extends Params ? { params?: Params } : { params: Params };

type Optional<T> = object extends T ? [input?: T] : [input: T];

/**
 * openapi-fetch makes the request; the answer is read here, because openapi-fetch loses what an empty error was and guesses whether an error is
 * JSON (openapi-ts/openapi-typescript#2070).
 */
function exchange(start: Start, { method, path }: Operation, input: object | undefined, send: Send): Promise<Response> {
  return new Promise((resolve, reject) => {
    const fetch = async (request: Request) => {
      resolve(await send(request));
      return new Response();
    };
    start(method, path, { ...input, fetch }).catch(reject);
  });
}

async function toResult({ responses }: Operation, response: Response) {
  const text = await response.text();
  const undocumented: Undocumented = { ok: false, status: 'undocumented', body: text, response };
  const kind = responses[response.status];
  if (kind === undefined) return undocumented;
  try {
    return { ok: response.ok, status: response.status, body: readers[kind](text), response };
  } catch {
    return undocumented;
  }
}

const readers = {
  json: (text) => JSON.parse(text) as unknown,
  text: (text) => text,
  none: () => undefined,
} satisfies Record<BodyKind, (text: string) => unknown>;
