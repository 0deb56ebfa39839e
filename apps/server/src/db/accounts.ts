import type { Knex } from 'knex';
import type { Account, Credential } from '../core/account.ts';
import type { AuditRow } from '../core/audit.ts';
import type { CanonicalIdentifiers } from '../core/identifiers.ts';
import type { Store } from '../core/store.ts';
import { addAccounts } from './add-accounts.ts';
import { insertAudit } from './audit.ts';
import { listAccounts } from './list-accounts.ts';
import { endSessionsOf } from './live.ts';
import type { Query } from './query.ts';

export interface AccountRow {
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
    findCredential: (identifiers) => findCredential(query, identifiers),
    find(id) {
      const finding = query((knex) => knex('accounts').where({ id }).first());
      return findAccount(query, id, finding);
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
    list: (page) => query((knex) => listAccounts(knex, page)),
    add: (accounts, options) => query((knex) => knex.transaction((trx) => addAccounts(trx, accounts, options))),
    setStatus: (id, status, at, trace) => query((knex) => knex.transaction((trx) => setStatus(trx, id, { status, at, trace }))),
    setPassword: (id, phc, at, trace) => query((knex) => knex.transaction((trx) => setPassword(trx, id, { phc, at, trace }))),
    async replaceHash(id, oldPhc, newPhc) {
      const changed = await query((knex) => knex('accounts').where({ id, password_hash: oldPhc }).update({ password_hash: newPhc }));
      return changed > 0;
    },
  };
}

async function findCredential(query: Query, identifiers: CanonicalIdentifiers): Promise<Credential | undefined> {
  const given = (['email', 'username', 'phone'] as const).filter((field) => identifiers[field] !== undefined);
  // Without a condition the first account of all would match.
  if (given.length === 0) return undefined;
  const where = Object.fromEntries(given.map((field) => [columns[field], identifiers[field]]));
  const row = await query((knex) => knex('accounts').where(where).first('id', 'password_hash', 'password_changed_at'));
  return row && { accountId: row.id, passwordHash: row.password_hash, passwordChangedAt: row.password_changed_at };
}

type Change<T> = T & { at: number; trace: AuditRow | undefined };

async function setStatus(trx: Knex, id: number, { status, at, trace }: Change<Pick<Account, 'status'>>): Promise<boolean> {
  const changed = await trx('accounts').where({ id }).update({ status });
  if (status !== 'active') await endSessionsOf(trx, id, at, 'account-disabled');
  if (trace && changed > 0) await insertAudit(trx, trace);
  return changed > 0;
}

async function setPassword(trx: Knex, id: number, { phc, at, trace }: Change<{ phc: string }>): Promise<boolean> {
  // A time of its own for each change, also when the clock stands or goes back: sessions are told apart by it.
  const after = trx.raw('case when password_changed_at < ? then cast(? as bigint) else password_changed_at + 1 end', [at, at]);
  const changed = await trx('accounts').where({ id }).update({ password_hash: phc, password_changed_at: after });
  await endSessionsOf(trx, id, at, 'password-changed');
  if (trace && changed > 0) await insertAudit(trx, trace);
  return changed > 0;
}

/** The account of a row that is being looked for, with what it may do. */
export async function findAccount(query: Query, id: number, finding: PromiseLike<AccountRow | undefined>): Promise<Account | undefined> {
  const [row, roles, permissions] = await Promise.all([finding, findRoles(query, id), findPermissions(query, id)]);
  return row && { ...toAccount(row), roles, permissions };
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
