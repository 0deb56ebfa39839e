import type { Knex } from 'knex';

interface Columns {
  id?: number;
  username: string;
  email: string;
  phone?: string;
  password_hash?: string;
  status?: 'active' | 'inactive';
  stats?: string;
}

/** Inserts an account and returns its id. The username and the email are given in any case; their canonical forms are lower case. */
export async function addAccount(knex: Knex, { username, email, ...columns }: Columns): Promise<number> {
  const [row] = await knex('accounts')
    .insert({
      username,
      username_canonical: username.toLowerCase(),
      email,
      email_canonical: email.toLowerCase(),
      password_hash: 'none',
      first_name: 'First',
      last_name: 'Last',
      status: 'active',
      created_at: 1_600_000_000_000,
      ...columns,
    })
    .returning('id');
  return row.id;
}
