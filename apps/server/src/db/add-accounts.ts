import type { Knex } from 'knex';
import type { AuditRow } from '../core/audit.ts';
import type { AddDefect, NewAccount } from '../core/store.ts';

/** Rows per statement: few enough for SQLite's number of variables and for the time that PostgreSQL gives a statement. */
const step = 500;

interface AddOptions {
  /** Epoch milliseconds. */
  at: number;
  trace: AuditRow;
}

/** To be called in a transaction. Whoever adds the same identifier in the same moment makes it fail by the unique index. */
export async function addAccounts(
  trx: Knex,
  accounts: readonly NewAccount[],
  options: AddOptions,
): Promise<{ ids: number[] } | { defects: AddDefect[] }> {
  const roleIds = await findRoles(trx, accounts);
  const unknown = accounts.flatMap(({ roles }, index) =>
    roles.filter((role) => !roleIds.has(role)).map((unknownRole) => ({ index, unknownRole })),
  );
  const defects = [...unknown, ...(await findTaken(trx, accounts))];
  if (defects.length > 0) return { defects };
  const ids: number[] = [];
  for (let start = 0; start < accounts.length; start += step) {
    ids.push(...(await insert(trx, accounts.slice(start, start + step), { ...options, roleIds })));
  }
  return { ids };
}

/** By name. */
async function findRoles(trx: Knex, accounts: readonly NewAccount[]): Promise<Map<string, number>> {
  const names = [...new Set(accounts.flatMap(({ roles }) => roles))];
  const rows: { id: number; name: string }[] = [];
  for (let start = 0; start < names.length; start += step) {
    rows.push(...(await trx('roles').whereIn('name', names.slice(start, start + step))));
  }
  return new Map(rows.map(({ id, name }) => [name, id]));
}

async function findTaken(trx: Knex, accounts: readonly NewAccount[]): Promise<AddDefect[]> {
  const defects: AddDefect[] = [];
  for (let start = 0; start < accounts.length; start += step) {
    const rows = accounts.slice(start, start + step).map(toRow);
    for (const [field, column] of identifiers) {
      const given = rows.flatMap((row) => row[column] ?? []);
      const taken = new Set(await trx('accounts').whereIn(column, given).pluck(column));
      defects.push(...rows.flatMap((row, place) => (taken.has(row[column]) ? [{ index: start + place, taken: field }] : [])));
    }
  }
  return defects;
}

const identifiers = [
  ['username', 'username_canonical'],
  ['email', 'email_canonical'],
  ['phone', 'phone'],
] as const;

async function insert(
  trx: Knex,
  accounts: readonly NewAccount[],
  { at, trace, roleIds }: AddOptions & { roleIds: ReadonlyMap<string, number> },
): Promise<number[]> {
  const rows = accounts.map((account) => ({ ...toRow(account), created_at: at }));
  const added = await trx('accounts').insert(rows).returning(['id', 'username_canonical']);
  // In which order they come back is nobody's promise.
  const idOf = new Map(added.map(({ id, username_canonical }) => [username_canonical, Number(id)]));
  const ids = accounts.map(({ canonical }) => idOf.get(canonical.username) ?? 0);
  const links = accounts.flatMap(({ roles }, place) =>
    roles.map((role) => ({ account_id: ids[place] ?? 0, role_id: roleIds.get(role) ?? 0 })),
  );
  await trx.batchInsert('account_roles', links, step);
  const { accountId: _, requestId: request_id, ...row } = trace;
  await trx('audit').insert(ids.map((account_id) => ({ ...row, account_id, request_id })));
  return ids;
}

function toRow({ canonical, username, email, phone, firstName, lastName, status, passwordHash }: NewAccount) {
  return {
    username,
    username_canonical: canonical.username,
    email,
    email_canonical: canonical.email,
    phone,
    first_name: firstName,
    last_name: lastName,
    status,
    password_hash: passwordHash,
  };
}
