import type { Core } from '../../core/core.ts';
import type { Api } from '../../http/api.ts';
import { envelope } from './envelope.ts';
import { signIn } from './signIn.ts';

export function createSignInApi(core: Core) {
  return { handlers: { signIn: signIn(core) }, envelope, malformed: 'refuse' } satisfies Api<'sign-in'>;
}
