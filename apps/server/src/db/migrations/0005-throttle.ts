import type { Migration } from './migration.ts';

/** The buckets of the throttle, where accounts signed in from, and the audit trail. Identifiers and sources stand in them as pseudonyms. */
export const throttle: Migration = {
  name: '0005-throttle',
  async up(knex) {
    await knex.schema.createTable('throttle', (table) => {
      table.text('key').primary();
      table.bigInteger('burst').notNullable();
      table.bigInteger('block').notNullable();
      table.bigInteger('refill').notNullable();
      table.bigInteger('taken_at').notNullable();
      table.bigInteger('debt_until').notNullable().index();
    });
    await knex.schema.createTable('known_sources', (table) => {
      table.integer('account_id').notNullable().references('id').inTable('accounts').onDelete('CASCADE');
      table.text('source').notNullable();
      table.bigInteger('last_seen_at').notNullable().index();
      table.primary(['account_id', 'source']);
    });
    await knex.schema.createTable('audit', (table) => {
      table.bigIncrements('id');
      table.bigInteger('at').notNullable().index();
      table.text('event').notNullable();
      table.text('outcome').notNullable();
      table.text('profile');
      // No reference: the trail outlives the account.
      table.bigInteger('account_id').index();
      table.text('identifier');
      table.text('source').notNullable();
      table.text('request_id').notNullable();
      table.text('reason');
    });
  },
  async down(knex) {
    for (const table of ['audit', 'known_sources', 'throttle']) await knex.schema.dropTable(table);
  },
};
