import type { Knex } from 'knex';
import type { Query } from './query.ts';

export const demoPassword = 'password123';

const createdAt = Date.UTC(2025, 0, 15, 9, 30);

const john = {
  id: 1,
  username: 'johndoe',
  email: 'john.doe@example.com',
  phone: '+525512345678',
  first_name: 'John',
  last_name: 'Doe',
  avatar: 'https://example.com/avatars/johndoe.png',
  stats: JSON.stringify({ ordersPlaced: 12, itemsCreated: 3 }),
  status: 'active',
};
const jane = {
  id: 2,
  username: 'janeroe',
  email: 'jane.roe@example.com',
  phone: '+525587654321',
  first_name: 'Jane',
  last_name: 'Roe',
  avatar: '',
  stats: '{}',
  status: 'inactive',
};

/** What to try the server with: an account that may sign in, and one that may not. */
export const demoAccounts = [john, jane] as const;

/** By table, in the order in which the rows refer to each other. */
const rows = {
  roles: [
    { id: 1, name: 'admin' },
    { id: 2, name: 'clerk' },
  ],
  permissions: [
    { id: 5, name: 'view-items' },
    { id: 12, name: 'create-inventory' },
  ],
  account_roles: [
    { account_id: 1, role_id: 1 },
    { account_id: 2, role_id: 2 },
  ],
  role_permissions: [
    { role_id: 1, permission_id: 5 },
    { role_id: 1, permission_id: 12 },
    { role_id: 2, permission_id: 5 },
  ],
};

/**
 * Adds the demo accounts, with the password hashed by the given function, unless anything is there already; resolves to whether they are there
 * afterwards. Safe in many processes at once: one of them adds all, the others nothing.
 */
export async function seedDemo({ query }: { query: Query }, hash: (password: string) => Promise<string>): Promise<boolean> {
  if (await query(isEmpty)) {
    const accounts = await Promise.all(demoAccounts.map(async (account) => toRow(account, await hash(demoPassword))));
    await query((knex) => knex.transaction((trx) => insert(trx, accounts)));
  }
  const found = await query((knex) => knex('accounts').where({ id: john.id, email_canonical: john.email }).first('id'));
  return found !== undefined;
}

async function insert(trx: Knex, accounts: readonly { id: number }[]): Promise<void> {
  // Whoever inserts the first row holds back the others until this transaction ends, and then they find it taken.
  const added = await trx('accounts').insert(accounts).onConflict().ignore().returning('id');
  if (added.length === 0) return;
  if (added.length < accounts.length) throw new Error('Another process added accounts while the demo accounts were being added');
  for (const [table, values] of Object.entries(rows)) await trx(table).insert(values);
  if (trx.client.config.client === 'pg') await moveSequences(trx);
}

async function isEmpty(knex: Knex): Promise<boolean> {
  const found = await Promise.all(['accounts', 'roles', 'permissions'].map((table) => knex(table).first('id')));
  return found.every((row) => row === undefined);
}

/** A demo text is its own canonical form. */
function toRow(account: typeof john, passwordHash: string) {
  const { username, email } = account;
  return { ...account, username_canonical: username, email_canonical: email, password_hash: passwordHash, created_at: createdAt };
}

/** Rows with explicit ids do not move PostgreSQL's sequences, and the next account would collide with the first. */
async function moveSequences(trx: Knex): Promise<void> {
  for (const table of ['accounts', 'roles', 'permissions']) {
    await trx.raw("select setval(pg_get_serial_sequence(?, 'id'), (select max(id) from ??))", [table, table]);
  }
}
