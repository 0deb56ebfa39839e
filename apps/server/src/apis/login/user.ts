import type { Complete, ResponseBody } from '@countersign/contracts';
import type { Account } from '../../core/account.ts';

type User = Complete<ResponseBody<'login', 'login', 200>>['data']['user'];

/** An account as the login API shows it. */
export function toUser({ id, firstName, lastName, email, roles, permissions }: Account): User {
  return { id, name: `${firstName} ${lastName}`.trim(), email, roles: roles.map(toNamed), permissions: permissions.map(toNamed) };
}

function toNamed({ id, name }: { id: number; name: string }): User['roles'][number] {
  return { id, name };
}
