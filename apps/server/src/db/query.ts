import type { Knex } from 'knex';
import { withRetry } from './retry.ts';

/** Runs work on the database and repeats it on contention, so the work must be one statement or one transaction. */
export type Query = <T>(work: (knex: Knex) => PromiseLike<T>) => Promise<T>;

export function createQuery(knex: Knex): Query {
  return (work) => withRetry(() => work(knex));
}
