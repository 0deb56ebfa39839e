import { apis, type ApiName } from '@countersign/contracts';
import { documents } from '@countersign/contracts/documents';
import express, { type Express } from 'express';
import { createLoginApi } from './apis/login/index.ts';
import { profile as loginProfile } from './apis/login/profile.ts';
import { createPlatformApi } from './apis/platform/index.ts';
import { createSignInApi } from './apis/sign-in/index.ts';
import { profile as signInProfile } from './apis/sign-in/profile.ts';
import type { Core } from './core/core.ts';
import { createApi, type Api } from './http/api.ts';
import { logRequests, type Log } from './http/log.ts';
import { requestId } from './http/request-id.ts';
import { createValidator } from './http/validator.ts';

/** The kinds of token that the APIs hand out, for `createCore`. */
export const profiles = [signInProfile, loginProfile];

/**
 * Mounts each API of `specs/` at its server's path. `now` is a monotonic clock in milliseconds. Rejects if a contract is broken or its operations
 * and handlers do not match, naming the API.
 */
export async function createApp({ core, log, now }: { core: Core; log: Log; now: () => number }): Promise<Express> {
  const implementations = {
    'sign-in': createSignInApi(core),
    login: createLoginApi(core),
    platform: createPlatformApi(core),
  } satisfies { [A in ApiName]: Api<A> };

  const validate = await createValidator(documents);
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.enable('strict routing');
  app.enable('case sensitive routing');
  app.set('query parser', 'simple');
  app.use(requestId, logRequests(log, now));
  // The longest path first: the API at the root answers whatever is left.
  const names = Object.keys(implementations) as ApiName[];
  for (const name of names.toSorted((a, b) => apis[b].serverPath.length - apis[a].serverPath.length)) {
    const router = createApi(documents[name], implementations[name], { validate, log });
    app.use(apis[name].serverPath || '/', router);
  }
  return app;
}
