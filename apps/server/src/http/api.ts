import { Router, type ErrorRequestHandler, type Request, type RequestHandler, type Response } from 'express';
import type { ApiName } from '@countersign/contracts';
import type { Context } from '../core/context.ts';
import { fail } from '../core/failures.ts';
import type { Session } from '../core/sessions.ts';
import { readBearer } from './authenticate.ts';
import { readBody, type MalformedBody } from './body.ts';
import { operationsOf, type Document, type Operation } from './document.ts';
import type { Envelope } from './envelope.ts';
import type { Handlers } from './handler.ts';
import type { Log } from './log.ts';
import { failureHeaders, reply, type Answer } from './reply.ts';
import { toFailure } from './to-failure.ts';

/** One API: how it answers its operations, and how it words what goes wrong. Everything else is in its contract. */
export interface Api<A extends ApiName> {
  handlers: Handlers<A>;
  /** The session of a Bearer token of this API; throws a Failure if it has none. */
  authenticate(token: string, context: Context): Promise<Session>;
  envelope: Envelope;
  malformed: MalformedBody;
}

/** An `Api` of any name: the validator has seen to it that each handler gets what it expects. */
interface AnyApi extends Omit<Api<never>, 'handlers'> {
  handlers: Readonly<Record<string, (request: never) => Promise<Answer>>>;
}

/** What every API is served with. `validate` is the middleware of `createValidator`. */
export interface Surroundings {
  validate: RequestHandler[];
  log: Log;
}

/**
 * Binds each operation of a bundled OpenAPI document to its handler. The router is to be mounted at the path of the document's server; it answers
 * every request under that path, in the API's envelope. Throws if an operation and the handlers do not match.
 */
export function createApi(document: Document, api: AnyApi, { validate, log }: Surroundings): Router {
  const operations = operationsOf(document);
  checkHandlers(operations, api);
  const router = Router({ strict: true, caseSensitive: true });
  for (const [path, operationsOfPath] of Map.groupBy(operations, (operation) => operation.path)) {
    const route = router.route(path.replaceAll(/\{([^}]+)\}/g, ':$1'));
    const allow = operationsOfPath.map(({ method }) => method.toUpperCase());
    const refuse: RequestHandler = (_request, response) => {
      response.locals.operation = operationsOfPath[0];
      fail('method-not-allowed', { allow });
    };
    // Express would answer HEAD by GET's handler; the contract says which methods there are.
    if (!allow.includes('HEAD')) route.head(refuse);
    for (const operation of operationsOfPath) bind(route, operation, api, validate);
    route.all(refuse);
  }
  router.use(() => fail('not-found', undefined));
  router.use(answerFailure(api.envelope, log));
  return router;
}

function bind(route: ReturnType<Router['route']>, operation: Operation, api: AnyApi, validate: RequestHandler[]): void {
  const start: RequestHandler = (request, response, next) => {
    response.locals.operation = operation;
    // Express answers `If-None-Match: *` with 304 by itself. What the contract does not know is not asked for.
    if (!operation.responses['304']) delete request.headers['if-none-match'];
    next();
  };
  const body = operation.mediaTypes.length > 0 ? [readBody(operation.mediaTypes, api.malformed)] : [];
  const handle: RequestHandler = async (request, response) => {
    const context = contextOf(response);
    const session = operation.secured ? await authenticate(api, request, context) : undefined;
    const { params, query, body: sent } = request;
    const answer = await api.handlers[operation.operationId]?.({ params, query, body: sent, session, context } as never);
    reply(response, checked(answer, operation), operation.responses[String(answer?.status)]?.constants);
  };
  route[operation.method as 'post'](start, ...body, ...validate, handle);
}

async function authenticate(api: AnyApi, request: Request, context: Context): Promise<Session> {
  const token = readBearer(request.get('Authorization'));
  return token === undefined ? fail('unauthenticated', undefined) : api.authenticate(token, context);
}

function contextOf(response: Response): Context {
  return { requestId: response.get('X-Request-Id') ?? '', source: (response.locals.source as string | undefined) ?? 'unknown' };
}

/** What the validator does not look at: whether the status is documented, and whether there is a body at all. */
function checked(answer: Answer | undefined, { operationId, responses }: Operation): Answer {
  const documented = answer && responses[answer.status];
  if (!documented) throw new Error(`${operationId} answered ${answer?.status}, which its contract does not have`);
  if (documented.hasBody !== (answer.body !== undefined))
    throw new Error(`${operationId} answered ${answer.status} with${documented.hasBody ? 'out' : ''} a body`);
  return answer;
}

function answerFailure(envelope: Envelope, log: Log): ErrorRequestHandler {
  return (error, request, response, next) => {
    if (response.headersSent) return next(error);
    const operation = response.locals.operation as Operation | undefined;
    const failure = toFailure(error, operation, request.body);
    const { status, body } = envelope(failure);
    if (status >= 500) log.error({ requestId: response.get('X-Request-Id'), operation: operation?.operationId, err: error }, failure.code);
    reply(response, { status, body, headers: failureHeaders(failure) }, operation?.responses[status]?.constants);
  };
}

function checkHandlers(operations: readonly Operation[], { handlers }: AnyApi): void {
  const known = operations.map(({ operationId }) => operationId);
  const missing = known.filter((operationId) => !Object.hasOwn(handlers, operationId));
  const superfluous = Object.keys(handlers).filter((operationId) => !known.includes(operationId));
  if (missing.length > 0) throw new Error(`the contract's operation ${missing.join(', ')} has no handler`);
  if (superfluous.length > 0) throw new Error(`the handler ${superfluous.join(', ')} has no operation in the contract`);
}
