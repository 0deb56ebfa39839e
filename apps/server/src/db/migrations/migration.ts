import type { Knex } from 'knex';

export interface Migration {
  /** Kept in the database for ever. */
  name: string;
  up(knex: Knex): Promise<void>;
  down(knex: Knex): Promise<void>;
}
