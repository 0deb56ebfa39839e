import type { Migration } from './migration.ts';

export const signingKeys: Migration = {
  name: '0003-signing-keys',
  async up(knex) {
    await knex.schema.createTable('signing_keys', (table) => {
      table.text('kid').primary();
      table.text('profile').notNullable();
      table.text('state').notNullable().defaultTo('active');
      table.text('algorithm').notNullable();
      table.text('public_jwk').notNullable();
      table.text('sealed_private_key').notNullable();
      table.bigInteger('created_at').notNullable();
    });
    // What makes one key of the many that processes starting at once may bring.
    await knex.raw("create unique index signing_keys_one_active on signing_keys (profile) where state = 'active'");
  },
  async down(knex) {
    await knex.schema.dropTable('signing_keys');
  },
};
