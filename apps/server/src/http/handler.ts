import type { ApiName, Complete, OperationId, RequestBody, ResponseBody, Status } from '@countersign/contracts';

/** What a handler is given: the body as the contract describes it, already validated. */
export interface Request<A extends ApiName, Op extends OperationId<A>> {
  body: RequestBody<A, Op>;
}

/**
 * What a handler returns: a status that the contract documents, with exactly its body. An optional property has to be mentioned, if only as
 * `undefined`, so that a contract which grows one stops the compiler here.
 */
export type Result<A extends ApiName, Op extends OperationId<A>> = {
  [S in Status<A, Op>]: { status: S; body: Complete<ResponseBody<A, Op, S>>; headers?: Readonly<Record<string, string>> };
}[Status<A, Op>];

/** Answers one operation, or throws a `Failure`. Bytes are none of its business. */
export type Handler<A extends ApiName, Op extends OperationId<A>> = (request: Request<A, Op>) => Promise<Result<A, Op>>;

/** One handler for each operation of an API, by operationId. */
export type Handlers<A extends ApiName> = { [Op in OperationId<A>]: Handler<A, Op> };
