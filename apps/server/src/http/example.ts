import type { ApiName, OperationId } from '@countersign/contracts';
import { examples, type ExampleName, type ExampleStatus } from '@countersign/contracts/examples';
import type { Result } from './handler.ts';

/** The answer that an example of the contract shows, as a handler returns it: what stands in for a handler until it does its work. */
export function exampleOf<A extends ApiName, Op extends OperationId<A>, Name extends ExampleName<A, Op>>(
  api: A,
  operation: Op,
  name: Name,
): Extract<Result<A, Op>, { status: ExampleStatus<A, Op, Name> }> {
  const { status, body } = examples[api]?.[operation]?.[name] ?? {};
  // The cast is earned: no example is generated that breaks its schema.
  return { status, ...(body !== undefined && { body }) } as Extract<Result<A, Op>, { status: ExampleStatus<A, Op, Name> }>;
}
