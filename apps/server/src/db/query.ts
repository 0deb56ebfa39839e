import type { Knex } from 'knex';
import { fail } from '../core/failures.ts';
import { isAway } from './away.ts';
import { withRetry } from './retry.ts';

/** In seconds: about what a restart of the database takes, or the end of a long transaction. */
const retryAfter = 2;

/**
 * Runs work on the database and repeats it on contention, so the work must be one statement or one transaction. Throws the `unavailable` failure,
 * with the database's own error as its cause, when the database is away; any other error as it is.
 */
export type Query = <T>(work: (knex: Knex) => PromiseLike<T>) => Promise<T>;

export function createQuery(knex: Knex): Query {
  return async (work) => {
    try {
      return await withRetry(() => work(knex));
    } catch (cause) {
      if (isAway(cause)) fail('unavailable', { retryAfter }, { cause });
      throw cause;
    }
  };
}
