import { Failure, type FailureValue } from '../core/failures.ts';
import { toBreaches, type ValidationError } from './breaches.ts';
import type { Operation } from './document.ts';

/**
 * Whatever was thrown, as a failure. `operation` and `body` are those of the request that was being answered. What nobody expected becomes
 * `internal`: it says nothing to the client, and its cause goes to the log.
 */
export function toFailure(error: unknown, operation: Operation | undefined, body: unknown): FailureValue {
  if (error instanceof Failure) return error.value;
  const { status, errors } = typeof error === 'object' && error !== null ? (error as { status?: number; errors?: ValidationError[] }) : {};
  if (status === 400 && errors && operation) {
    const { body: ofBody = [], parameters = [] } = Object.groupBy(errors, ({ path }) =>
      /^\/body(\/|$)/.test(path) ? 'body' : 'parameters',
    );
    const breaches = [...toBreaches(parameters, operation.parameterSchema, {}), ...toBreaches(ofBody, operation.bodySchema, Object(body))];
    return { code: 'invalid', data: { breaches } };
  }
  return { code: 'internal', data: undefined };
}
