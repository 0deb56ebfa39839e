import type { Core } from '../../core/core.ts';
import { fail } from '../../core/failures.ts';
import type { Api } from '../../http/api.ts';
import { envelope } from './envelope.ts';
import { jwks } from './jwks.ts';
import { live } from './live.ts';
import { ready } from './ready.ts';

/** `isStopping` tells whether the server was told to stop. */
export function createPlatformApi(core: Core, isStopping: () => boolean) {
  return {
    handlers: { jwks: jwks(core), live: live(), ready: ready(core, isStopping) },
    // No operation of this API wants credentials.
    authenticate: async () => fail('unauthenticated', undefined),
    envelope,
    malformed: 'refuse',
  } satisfies Api<'platform'>;
}
