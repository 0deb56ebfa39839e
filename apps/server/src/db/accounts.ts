import type { Account } from '../core/account.ts';
import type { Store } from '../core/store.ts';
import type { Query } from './query.ts';

interface AccountRow {
  id: number;
  username: string;
  email: string;
  phone: string | null;
  first_name: string;
  last_name: string;
  avatar: string;
  status: Account['status'];
  stats: string;
  created_at: number;
  last_login_at: number | null;
}

/** The column in which each identifier stands in canonical form. */
const columns = { email: 'email_canonical', username: 'username_canonical', phone: 'phone' } as const;

export function createAccounts(query: Query): Store['accounts'] {
  return {
    async findCredential(identifiers) {
      const given = (['email', 'username', 'phone'] as const).filter((field) => identifiers[field] !== undefined);
      // Without a condition the first account of all would match.
      if (given.length === 0) return undefined;
      const where = Object.fromEntries(given.map((field) => [columns[field], identifiers[field]]));
      const row = await query((knex) => knex('accounts').where(where).first('id', 'password_hash'));
      return row && { accountId: row.id, passwordHash: row.password_hash };
    },
    async find(id) {
      const [row, roles, permissions] = await Promise.all([findRow(query, id), findRoles(query, id), findPermissions(query, id)]);
      return row && { ...toAccount(row), roles, permissions };
    },
    async count() {
      const row = await query((knex) => knex('accounts').count({ count: '*' }).first());
      return Number(row?.count);
    },
    async touchLastLogin(id, at) {
      await query((knex) =>
        knex('accounts')
          .where({ id })
          .andWhere((newer) => newer.whereNull('last_login_at').orWhere('last_login_at', '<', at))
          .update({ last_login_at: at }),
      );
    },
  };
}

function findRow(query: Query, id: number): Promise<AccountRow | undefined> {
  return query((knex) => knex('accounts').where({ id }).first());
}

function findRoles(query: Query, accountId: number): Promise<Account['roles']> {
  return query((knex) =>
    knex('roles')
      .whereIn('id', knex('account_roles').where({ account_id: accountId }).select('role_id'))
      .orderBy('id')
      .select('id', 'name'),
  );
}

/** By sub-queries: a join would repeat a permission that comes by two ways. */
function findPermissions(query: Query, accountId: number): Promise<Account['permissions']> {
  return query((knex) => {
    const roles = knex('account_roles').where({ account_id: accountId }).select('role_id');
    return knex('permissions')
      .whereIn('id', knex('role_permissions').whereIn('role_id', roles).select('permission_id'))
      .orWhereIn('id', knex('account_permissions').where({ account_id: accountId }).select('permission_id'))
      .orderBy('id')
      .select('id', 'name');
  });
}

function toAccount(row: AccountRow): Omit<Account, 'roles' | 'permissions'> {
  return {
    id: row.id,
    username: row.username,
    email: row.email,
    phone: row.phone,
    firstName: row.first_name,
    lastName: row.last_name,
    avatar: row.avatar,
    status: row.status,
    stats: JSON.parse(row.stats),
    createdAt: row.created_at,
    lastLoginAt: row.last_login_at,
  };
}
