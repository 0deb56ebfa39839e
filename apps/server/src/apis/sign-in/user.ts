import type { Complete, ResponseBody } from '@countersign/contracts';
import type { Account } from '../../core/account.ts';

type User = Complete<ResponseBody<'sign-in', 'signIn', 200>>['user'];

/** An account as the sign-in API shows it. */
export function toUser(account: Account): User {
  const { id, username, email, firstName, lastName, avatar, status, stats, createdAt, roles, permissions } = account;
  return {
    id,
    username,
    email,
    firstName,
    lastName,
    rol: roles[0]?.name ?? '',
    avatar,
    status,
    lastLogin: toIsoTime(account.lastLoginAt ?? createdAt),
    createdAt: toIsoTime(createdAt),
    permissions: permissions.map(({ name }) => name),
    stats,
  };
}

function toIsoTime(time: number): string {
  return new Date(time).toISOString();
}
