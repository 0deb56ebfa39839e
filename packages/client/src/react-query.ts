import type { ApiName, MethodOf, OperationId } from '@countersign/contracts';
import type { DataTag } from '@tanstack/react-query';
import type { CallArguments, CallOptions, Client, Input } from './client.ts';
import { contractOf } from './contract-of.ts';
import type { ClientError } from './error.ts';
import type { SuccessBody } from './result.ts';

/** The operations that only read: those by GET. */
export type QueryId<A extends ApiName> = { [Op in OperationId<A>]: MethodOf<A, Op> extends 'get' ? Op : never }[OperationId<A>];

/** The operations that do something. */
export type MutationId<A extends ApiName> = Exclude<OperationId<A>, QueryId<A>>;

/** For `useQuery`, `prefetchQuery` and the like. */
export interface QueryOptions<A extends ApiName, Op extends QueryId<A>> {
  queryKey: DataTag<readonly [api: A, operation: Op, ...input: unknown[]], SuccessBody<A, Op>, ClientError>;
  queryFn: (context: { signal: AbortSignal }) => Promise<SuccessBody<A, Op>>;
  retry: (count: number, error: ClientError) => boolean;
}

/** For `useMutation`. */
export interface MutationOptions<A extends ApiName, Op extends MutationId<A>> {
  mutationKey: readonly [api: A, operation: Op];
  mutationFn: (variables: Variables<A, Op>) => Promise<SuccessBody<A, Op>>;
  /** A function, because that tells the type of the error. */
  retry: (count: number, error: ClientError) => false;
  gcTime: 0;
}

/** The JSON body by the client's names; nothing for an operation that takes none. */
export type Variables<A extends ApiName, Op extends OperationId<A>> = [Input<A, Op>] extends [undefined] ? void : Input<A, Op>;

/**
 * The query of an operation that only reads, such as `useQuery(queryOptions(client, 'me'))`. Its abort ends the request. It is tried again, twice at
 * most, when the network failed, the time was up or the server had trouble and asked for no pause; an answer that will not change is not asked for again.
 */
export function queryOptions<A extends ApiName, Op extends QueryId<A>>(
  client: Client<A>,
  operation: Op,
  ...input: CallArguments<A, Op>
): QueryOptions<A, Op> {
  const { fields } = contractOf(client).operations[operation] ?? {};
  const body = fields ? [input[0]] : [];
  const options = input[body.length] as { params?: object } | undefined;
  const key = [client.api, operation, ...body, ...(options?.params ? [options.params] : [])];
  const call = client[operation] as (...input: unknown[]) => Promise<SuccessBody<A, Op>>;
  return {
    queryKey: key as unknown as QueryOptions<A, Op>['queryKey'],
    queryFn: ({ signal }) => call(...body, { ...options, signal }),
    retry: (count, error) => count < 2 && isPassing(error),
  };
}

/**
 * The mutation of an operation that does something, such as `useMutation(mutationOptions(client, 'signIn'))`. It is never tried again, whatever the
 * defaults of the query client say: credentials must not be retried by a program. The cache keeps it no longer than a component shows it, because its
 * variables and its data can hold a password and tokens.
 */
export function mutationOptions<A extends ApiName, Op extends MutationId<A>>(
  client: Client<A>,
  operation: Op,
  options?: CallOptions<A, Op>,
): MutationOptions<A, Op> {
  const { fields } = contractOf(client).operations[operation] ?? {};
  const call = client[operation] as (...input: unknown[]) => Promise<SuccessBody<A, Op>>;
  return {
    mutationKey: [client.api, operation],
    mutationFn: (variables) => call(...(fields ? [variables] : []), options),
    retry: () => false,
    gcTime: 0,
  };
}

function isPassing({ kind, status = 0, retryAfter }: ClientError): boolean {
  return retryAfter === undefined && (kind === 'network' || kind === 'timeout' || status >= 500);
}
