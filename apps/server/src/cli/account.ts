import { randomBytes } from 'node:crypto';
import type { Account } from '../core/account.ts';
import { currentClass } from '../core/hashes.ts';
import { hashing } from '../core/hashing.ts';
import { toDraft } from '../core/new-account.ts';
import { passwordDefect, type PasswordOwner } from '../core/password-policy.ts';
import type { AccountSummary } from '../core/store.ts';
import { refuse, type Command, type Means } from './command.ts';
import { findAccount } from './find-account.ts';
import { importAccounts } from './import.ts';

const pageSize = 500;

const list: Command = {
  summary: 'id, username, email, phone, status and roles of every account',
  async run({ store, print }) {
    print('id', 'username', 'email', 'phone', 'status', 'roles');
    for (let after = 0, size = pageSize; size === pageSize;) {
      const page = await store.accounts.list({ after, limit: pageSize });
      for (const account of page) print(...toColumns(account));
      [after, size] = [page.at(-1)?.id ?? 0, page.length];
    }
  },
};

const show: Command = {
  argument: '<identifier>',
  summary: 'one account',
  async run(means, { name: identifier }) {
    const account = await findAccount(means, identifier);
    const [id, username, email, phone, status, roles] = toColumns(account);
    const name = `${account.firstName} ${account.lastName}`.trim();
    const permissions = account.permissions.map((permission) => permission.name).join(',') || '-';
    const times = { created: toTime(account.createdAt), 'last sign-in': toTime(account.lastLoginAt) };
    const lines = { id, username, email, phone, status, roles, permissions, name, ...times };
    for (const [label, value = ''] of Object.entries(lines)) means.print(label, value);
  },
};

const add: Command = {
  flags: '--email E --username U --first-name F --last-name L [--phone P] [--role NAME]…',
  summary: 'a new account; its password comes from standard input',
  options: {
    email: { type: 'string' },
    username: { type: 'string' },
    'first-name': { type: 'string' },
    'last-name': { type: 'string' },
    phone: { type: 'string' },
    role: { type: 'string', multiple: true },
  },
  required: ['email', 'username', 'first-name', 'last-name'],
  async run(means, { values }) {
    const { 'first-name': firstName, 'last-name': lastName, role: roles, email, username, phone } = values;
    const draft = toDraft({ email, username, firstName, lastName, phone, roles }, means.phoneRegion);
    const passwordHash = await readNewPassword(means, draft);
    const options = { at: means.clock(), trace: means.trace({ event: 'user_created' }) };
    const added = await means.store.accounts.add([{ ...draft, passwordHash }], options);
    if ('defects' in added) refuse(...added.defects.map((each) => ('taken' in each ? `${each.taken} is taken` : noRole(each.unknownRole))));
    means.print(`added ${draft.username} (id ${added.ids[0]})`);
  },
};

const setPassword: Command = {
  argument: '<identifier>',
  summary: 'a new password from standard input; ends its sessions',
  async run(means, { name: identifier }) {
    const account = await findAccount(means, identifier);
    const phc = await readNewPassword(means, account);
    const trace = means.trace({ event: 'authn_password_change', accountId: account.id });
    if (!(await means.store.accounts.setPassword(account.id, phc, means.clock(), trace))) refuse('there is no such account');
    means.print(`${nameOf(account)} has a new password; its sessions ended`);
  },
};

export const accountCommands: Readonly<Record<string, Command>> = {
  'account list': list,
  'account show': show,
  'account add': add,
  'account disable': statusCommand('inactive', 'no sign-in any more; ends its sessions', 'is disabled; its sessions ended'),
  'account enable': statusCommand('active', 'sign-in again, with the same password', 'is enabled'),
  'account set-password': setPassword,
  'account import': importAccounts,
};

function statusCommand(status: Account['status'], summary: string, result: string): Command {
  return {
    argument: '<identifier>',
    summary,
    async run(means, { name: identifier }) {
      const account = await findAccount(means, identifier);
      const trace = means.trace({ event: 'user_updated', accountId: account.id, reason: `status-${status}` });
      if (!(await means.store.accounts.setStatus(account.id, status, means.clock(), trace))) refuse('there is no such account');
      means.print(`${nameOf(account)} ${result}`);
    },
  };
}

async function readNewPassword({ readPassword }: Means, owner: PasswordOwner): Promise<string> {
  const password = await readPassword();
  const defect = passwordDefect(password, owner);
  if (defect !== undefined) refuse(`the password ${defect}`);
  return hashing.hash(currentClass, password, randomBytes(16));
}

function noRole(name: string): string {
  return `there is no role "${name}"`;
}

function nameOf({ username, id }: Account): string {
  return `${username} (id ${id})`;
}

function toColumns({ id, username, email, phone, status, roles }: AccountSummary): string[] {
  return [String(id), username, email, phone ?? '-', status, roles.map(({ name }) => name).join(',') || '-'];
}

function toTime(time: number | null): string {
  return time === null ? '-' : new Date(time).toISOString();
}
