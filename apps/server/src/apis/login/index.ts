import type { Core } from '../../core/core.ts';
import type { Api } from '../../http/api.ts';
import { currentUser } from './currentUser.ts';
import { envelope } from './envelope.ts';
import { login } from './login.ts';
import { logout } from './logout.ts';
import { profile } from './profile.ts';

export function createLoginApi(core: Core) {
  return {
    handlers: { login: login(core), logout: logout(core), currentUser: currentUser() },
    authenticate: (token, context) => core.authenticate({ profile: profile.name, token, context }),
    envelope,
    malformed: 'empty',
  } satisfies Api<'login'>;
}
