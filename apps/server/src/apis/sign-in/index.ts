import type { Core } from '../../core/core.ts';
import type { Api } from '../../http/api.ts';
import { envelope } from './envelope.ts';
import { me } from './me.ts';
import { profile } from './profile.ts';
import { refresh } from './refresh.ts';
import { signIn } from './signIn.ts';
import { signOut } from './signOut.ts';

export function createSignInApi(core: Core) {
  return {
    handlers: { signIn: signIn(core), refresh: refresh(core), signOut: signOut(core), me: me() },
    authenticate: (token, context) => core.authenticate({ profile: profile.name, token, context }),
    envelope,
    malformed: 'refuse',
  } satisfies Api<'sign-in'>;
}
