import type { Knex } from 'knex';
import type { Role } from '../core/account.ts';
import type { AccountSummary } from '../core/store.ts';

/** One page, by id. Not the whole table at once: it may be large. */
export async function listAccounts(knex: Knex, { after, limit }: { after: number; limit: number }): Promise<AccountSummary[]> {
  const accounts = await knex('accounts')
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .select('id', 'username', 'email', 'phone', 'status');
  const ids: number[] = accounts.map(({ id }) => id);
  const rows: (Role & { account_id: number })[] = await knex('roles')
    .join('account_roles', 'account_roles.role_id', 'roles.id')
    .whereIn('account_id', ids)
    .orderBy('roles.id')
    .select('account_id', 'id', 'name');
  const rolesOf = Map.groupBy(rows, ({ account_id }) => account_id);
  return accounts.map((account) => ({ ...account, roles: (rolesOf.get(account.id) ?? []).map(({ id, name }) => ({ id, name })) }));
}
