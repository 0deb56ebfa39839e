import type { Knex } from 'knex';
import { fail } from '../core/failures.ts';
import { isAway, isUnreachable } from './away.ts';
import { createBreaker, type Breaker } from './breaker.ts';
import { withRetry } from './retry.ts';

/** In seconds: about what a restart of the database takes, or the end of a long transaction. */
const retryAfter = 2;

/**
 * Runs work on the database and repeats it on contention, so the work must be one statement or one transaction. Throws the `unavailable` failure,
 * with the database's own error as its cause, when the database is away; any other error as it is. After a query that could not reach the database
 * the next ones fail at once until it answers again.
 */
export type Query = <T>(work: (knex: Knex) => PromiseLike<T>) => Promise<T>;

export function createQuery(knex: Knex): Query {
  const breaker = createBreaker({ probe: () => knex.raw('select 1') });
  return async (work) => {
    try {
      await breaker.pass();
      return await send(() => work(knex), breaker);
    } catch (cause) {
      if (isAway(cause)) fail('unavailable', { retryAfter }, { cause });
      throw cause;
    }
  };
}

async function send<T>(work: () => PromiseLike<T>, breaker: Breaker): Promise<T> {
  try {
    return await withRetry(work);
  } catch (error) {
    if (isUnreachable(error)) breaker.open(error);
    throw error;
  }
}
