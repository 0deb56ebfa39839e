import type { Core } from '../../core/core.ts';
import type { Api } from '../../http/api.ts';
import { envelope } from './envelope.ts';
import { login } from './login.ts';

export function createLoginApi(core: Core) {
  return { handlers: { login: login(core) }, envelope, malformed: 'empty' } satisfies Api<'login'>;
}
