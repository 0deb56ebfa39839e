import { apis, type ApiName } from '@countersign/contracts';
import { documents } from '@countersign/contracts/documents';
import express, { type Express, type RequestHandler } from 'express';
import { createLoginApi } from './apis/login/index.ts';
import { profile as loginProfile } from './apis/login/profile.ts';
import { createPlatformApi } from './apis/platform/index.ts';
import { createSignInApi } from './apis/sign-in/index.ts';
import { profile as signInProfile } from './apis/sign-in/profile.ts';
import type { Core } from './core/core.ts';
import { createApi, type Api } from './http/api.ts';
import { allowOrigins } from './http/cors.ts';
import { serveDocs } from './http/docs.ts';
import { answerEscaped } from './http/last-resort.ts';
import { logRequests, type Log } from './http/log.ts';
import { servePage } from './http/page.ts';
import { requestId } from './http/request-id.ts';
import { setSecurityHeaders } from './http/security-headers.ts';
import { createSource, parseNetworks, type Networks } from './http/source.ts';
import { createValidator } from './http/validator.ts';

/** The kinds of token that the APIs hand out, for `createCore`. */
export const profiles = [signInProfile, loginProfile];

export interface AppOptions {
  core: Core;
  log: Log;
  /** A monotonic clock in milliseconds. */
  now: () => number;
  /** The proxies whose `X-Forwarded-For` is believed; by default none. */
  trustedProxies?: Networks;
  /** The origins whose pages may read the answers; by default none. */
  origins?: ReadonlySet<string>;
  /** The folder of a built page to serve at `/`; by default none. */
  page?: string | undefined;
  /** Whether the reference of the contracts is served at `/docs/`, and reloads by itself when they change; by default it is not there. */
  docs?: 'on' | 'live' | undefined;
  /** Whether the server was told to stop; by default never. */
  isStopping?: () => boolean;
}

/** Mounts each API of `specs/` at its server's path. Rejects if a contract is broken or its operations and handlers do not match. */
export async function createApp(options: AppOptions): Promise<Express> {
  const { core, log, now, page, trustedProxies = parseNetworks(''), origins = new Set(), isStopping = () => false } = options;
  const implementations = {
    'sign-in': createSignInApi(core),
    login: createLoginApi(core),
    platform: createPlatformApi(core, isStopping),
  } satisfies { [A in ApiName]: Api<A> };

  const validate = await createValidator(documents);
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.enable('strict routing');
  app.enable('case sensitive routing');
  app.set('query parser', 'simple');
  app.use(requestId, setSecurityHeaders, logRequests(log, now), readSource(trustedProxies, log), allowOrigins(origins));
  if (page !== undefined) app.use(servePage(page));
  if (options.docs) app.use(serveDocs(documents, options.docs));
  // The longest path first: the API at the root answers whatever is left.
  const names = Object.keys(implementations) as ApiName[];
  for (const name of names.toSorted((a, b) => apis[b].serverPath.length - apis[a].serverPath.length)) {
    const router = createApi(documents[name], implementations[name], { validate, log });
    app.use(apis[name].serverPath || '/', router);
  }
  app.use(answerEscaped(log));
  return app;
}

function readSource(trusted: Networks, log: Log): RequestHandler {
  const onUntrusted = (peer: string) =>
    log.info({ peer }, 'X-Forwarded-For comes from a peer that TRUST_PROXY does not name; it is ignored');
  const sourceOf = createSource({ trusted, onUntrusted });
  return (request, response, next) => {
    response.locals.source = sourceOf(request);
    next();
  };
}
