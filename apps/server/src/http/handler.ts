import type {
  ApiName,
  Complete,
  IsSecured,
  OperationId,
  PathParameters,
  QueryParameters,
  RequestBody,
  ResponseBody,
  Status,
} from '@countersign/contracts';
import type { Context } from '../core/context.ts';
import type { Session } from '../core/sessions.ts';

/**
 * What a handler is given: the parameters of path and query and the body as the contract describes them, already validated, and the session if the
 * contract asks for credentials.
 */
export interface Request<A extends ApiName, Op extends OperationId<A>> {
  params: PathParameters<A, Op>;
  query: QueryParameters<A, Op>;
  body: RequestBody<A, Op>;
  session: IsSecured<A, Op> extends true ? Session : undefined;
  context: Context;
}

/**
 * What a handler returns: a status that the contract documents, with exactly its body. An optional property has to be mentioned, if only as
 * `undefined`, so that a contract which grows one stops the compiler here.
 */
export type Result<A extends ApiName, Op extends OperationId<A>> = {
  [S in Status<A, Op>]: { status: S; headers?: Readonly<Record<string, string>> } & BodyOf<ResponseBody<A, Op, S>>;
}[Status<A, Op>];

/** Answers one operation, or throws a `Failure`. Bytes are none of its business. */
export type Handler<A extends ApiName, Op extends OperationId<A>> = (request: Request<A, Op>) => Promise<Result<A, Op>>;

/** One handler for each operation of an API, by operationId. */
export type Handlers<A extends ApiName> = { [Op in OperationId<A>]: Handler<A, Op> };

type BodyOf<Body> = [Body] extends [undefined] ? { body?: never } : { body: Complete<Body> };
