import { type Choice, examplesFor, isDocumented } from './choice.ts';
import type { Operation } from './contract.ts';

interface Found {
  operation: Operation;
  choice: Choice;
}

/** What the contract shows for a path that it does not have: best an example that says so, else any 404. */
export function unknownPath(operations: readonly Operation[]): Found | undefined {
  const notFound = operations.flatMap((operation) => examplesFor(operation, 404).map((example) => ({ operation, example })));
  const best = notFound.find(({ example }) => example.deviation.path !== undefined) ?? notFound[0];
  return best ? { operation: best.operation, choice: { status: 404, example: best.example } } : withoutExample(operations, 404);
}

/** What the contract shows for a method that a path does not have: best an example with this very method. */
export function unknownMethod(here: readonly Operation[], method: string): Found | undefined {
  const notAllowed = here.flatMap((operation) => examplesFor(operation, 405).map((example) => ({ operation, example })));
  const best = notAllowed.find(({ example }) => example.deviation.method === method) ?? notAllowed[0];
  return best ? { operation: best.operation, choice: { status: 405, example: best.example } } : withoutExample(here, 405);
}

function withoutExample(operations: readonly Operation[], status: number): Found | undefined {
  const operation = operations.find((candidate) => isDocumented(candidate, status));
  return operation && { operation, choice: { status, example: undefined } };
}
