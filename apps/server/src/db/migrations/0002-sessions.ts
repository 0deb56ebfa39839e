import type { Migration } from './migration.ts';

export const sessions: Migration = {
  name: '0002-sessions',
  async up(knex) {
    await knex.schema.createTable('sessions', (table) => {
      table.text('id').primary();
      table.integer('account_id').notNullable().references('id').inTable('accounts').onDelete('CASCADE').index();
      table.text('profile').notNullable();
      table.bigInteger('created_at').notNullable();
    });
    await knex.schema.createTable('refresh_tokens', (table) => {
      table.text('token_hash').primary();
      table.text('session_id').notNullable().references('id').inTable('sessions').onDelete('CASCADE').index();
      table.bigInteger('created_at').notNullable();
    });
  },
  async down(knex) {
    await knex.schema.dropTable('refresh_tokens');
    await knex.schema.dropTable('sessions');
  },
};
