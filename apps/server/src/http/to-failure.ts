import { Failure, type FailureValue } from '../core/failures.ts';
import { toBreaches, type BodySchema, type ValidationError } from './breaches.ts';

/**
 * Whatever was thrown, as a failure. `schema` and `body` are those of the request that was being answered. What nobody expected becomes
 * `internal`: it says nothing to the client, and its cause goes to the log.
 */
export function toFailure(error: unknown, schema: BodySchema, body: unknown): FailureValue {
  if (error instanceof Failure) return error.value;
  const { status, errors } = typeof error === 'object' && error !== null ? (error as { status?: number; errors?: ValidationError[] }) : {};
  if (status === 400 && errors && typeof body === 'object' && body !== null) {
    return { code: 'invalid', data: { breaches: toBreaches(errors, schema, body) } };
  }
  return { code: 'internal', data: undefined };
}
