import type { Knex } from 'knex';
import type { Migration } from './migration.ts';

export const accounts: Migration = {
  name: '0001-accounts',
  async up(knex) {
    await knex.schema.createTable('accounts', (table) => {
      table.increments('id');
      table.text('username').notNullable();
      table.text('username_canonical').notNullable().unique();
      table.text('email').notNullable();
      table.text('email_canonical').notNullable().unique();
      table.text('phone').unique();
      table.text('password_hash').notNullable();
      table.text('first_name').notNullable();
      table.text('last_name').notNullable();
      table.text('avatar').notNullable().defaultTo('');
      table.text('status').notNullable().checkIn(['active', 'inactive']);
      table.text('stats').notNullable().defaultTo('{}');
      table.bigInteger('created_at').notNullable();
      table.bigInteger('last_login_at');
    });
    await knex.schema.createTable('roles', named);
    await knex.schema.createTable('permissions', named);
    await knex.schema.createTable('account_roles', link('account', 'role'));
    await knex.schema.createTable('role_permissions', link('role', 'permission'));
    await knex.schema.createTable('account_permissions', link('account', 'permission'));
  },
  async down(knex) {
    for (const table of ['account_permissions', 'role_permissions', 'account_roles', 'permissions', 'roles', 'accounts']) {
      await knex.schema.dropTable(table);
    }
  },
};

function named(table: Knex.CreateTableBuilder): void {
  table.increments('id');
  table.text('name').notNullable().unique();
}

/** A row per pair: the one side by its primary key, the other by an index of its own. */
function link(from: string, to: string) {
  return (table: Knex.CreateTableBuilder): void => {
    table.integer(`${from}_id`).notNullable().references('id').inTable(`${from}s`).onDelete('CASCADE');
    table.integer(`${to}_id`).notNullable().references('id').inTable(`${to}s`).onDelete('CASCADE').index();
    table.primary([`${from}_id`, `${to}_id`]);
  };
}
