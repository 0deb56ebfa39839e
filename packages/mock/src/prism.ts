import type { IHttpConfig, IHttpRequest, IHttpResponse, ProblemJsonError } from '@stoplight/prism-http';
import { type Asked, isJson, isSameType, readBody, within } from './asked.ts';
import { isDocumented } from './choice.ts';
import { once, type Operation } from './contract.ts';
import { slice } from './slice.ts';

/** How an answer is to be made. */
export interface Wish {
  code?: number | undefined;
  /** The name of an example of that status. */
  exampleKey?: string | undefined;
  /** Media types that it may have, the best first; none leaves it to the contract. */
  mediaTypes?: readonly string[];
  /** Values are made from the schema instead of taken from an example. */
  dynamic?: boolean | undefined;
  /** Makes the same values again. */
  seed?: string | undefined;
}

/** What Prism makes of a request. */
export interface Made {
  status: number;
  /** By their names in small letters. */
  headers: Readonly<Record<string, string>>;
  /** Undefined without a body. */
  mediaType: string | undefined;
  /** As a value, before it is written. */
  body: unknown;
  /** Why the request is refused; none if it is not. */
  violations: readonly Violation[];
  /** Why Prism has no answer from the contract; undefined if it has one. */
  problem: string | undefined;
}

export interface Violation {
  path: string;
  code: string;
  message: string;
}

export interface Prism {
  /** The answer to a request whose body, parameters and credentials are held against the contract. */
  judge(operation: Operation, asked: Asked, wish: Wish): Promise<Made>;
  /** The answer of one status, whatever the request is. */
  make(operation: Operation, wish: Wish): Promise<Made>;
}

// A hundred megabytes and most of a second, for faker above all: not before somebody asks.
const load = once(async () => {
  const [{ createLogger }, http] = await Promise.all([import('@stoplight/prism-core'), import('@stoplight/prism-http')]);
  const base = { isProxy: false, validateResponse: false, errors: false, upstreamProxy: undefined } as const;
  const toConfig = (isJudged: boolean, { code, exampleKey, mediaTypes, dynamic = false, seed }: Wish): IHttpConfig => ({
    ...base,
    validateRequest: isJudged,
    checkSecurity: isJudged,
    // A copy each time, for Prism writes into it; and it takes what is there but undefined for a value.
    mock: {
      dynamic,
      ...(code !== undefined && { code }),
      ...(exampleKey !== undefined && { exampleKey }),
      ...(mediaTypes && { mediaTypes: [...mediaTypes] }),
      ...(seed !== undefined && { seed }),
    },
  });
  const instance = http.createInstance(toConfig(true, {}), { logger: createLogger('mock', { level: 'silent' }) });
  return { instance, toConfig, read: http.getHttpOperationsFromSpec };
});

/** Loads Prism's libraries, which happens by itself with the first request. */
export async function warm(): Promise<void> {
  await load();
}

/** Prism as a library: each operation is read when it is first asked for, for Prism takes seven seconds to read a thousand. */
export function createPrism(): Prism {
  const resources = new WeakMap<Operation, ReturnType<typeof readResource>>();
  const attempt = async (operation: Operation, input: IHttpRequest, isJudged: boolean, wish: Wish): Promise<Made> => {
    const { instance, toConfig } = await load();
    const resource = await resources.getOrInsertComputed(operation, readResource);
    const result = await instance.request(input, [resource], toConfig(isJudged, wish))();
    return 'left' in result ? toProblem(result.left) : toMade(result.right);
  };
  const request: typeof attempt = async (operation, input, isJudged, wish) => {
    // An error is one of Prism's own, over an Accept that it cannot read.
    const made = await attempt(operation, input, isJudged, wish).catch(() => undefined);
    // What the caller would rather have may be disregarded (RFC 9110, 12.4.1), and has to be where the contract knows no 406.
    if (made && (made.status !== 406 || isDocumented(operation, 406))) return made;
    return attempt(operation, input, isJudged, { ...wish, mediaTypes: ['*/*'] });
  };
  return {
    judge: (operation, asked, wish) => request(operation, toInput(operation, asked), true, wish),
    make: (operation, wish) => request(operation, { method: toMethod(operation.method), url: { path: operation.path } }, false, wish),
  };
}

function toMade({ output, validations }: { output: IHttpResponse; validations: { input: readonly Diagnostic[] } }): Made {
  const headers = toHeaders(output.headers);
  return {
    status: output.statusCode,
    headers,
    mediaType: headers['content-type'],
    body: output.body,
    violations: validations.input.map(toViolation),
    problem: undefined,
  };
}

interface Diagnostic {
  path?: readonly string[];
  code?: string | number;
  message: string;
}

function toViolation({ path = [], code = '', message }: Diagnostic): Violation {
  return { path: path.join('.'), code: String(code), message };
}

/** Prism's own errors have a status, and say what is wrong with a request that the contract has no answer for. */
function toProblem(error: Error): Made {
  const { status, detail, additional } = error as Partial<ProblemJsonError>;
  if (status === undefined) throw error;
  const found = (additional?.['validation'] ?? []) as (Diagnostic & { location?: readonly string[] })[];
  const violations = found.map(({ location = [], ...diagnostic }) => toViolation({ ...diagnostic, path: location }));
  const problem = detail ?? error.message;
  const reasons = violations.length > 0 ? violations : [{ path: '', code: String(status), message: problem }];
  return { status, headers: {}, mediaType: undefined, body: undefined, violations: reasons, problem };
}

async function readResource(operation: Operation) {
  const { read } = await load();
  const all = await read(slice(operation));
  const resource = all.find(({ method, path }) => method === operation.method.toLowerCase() && path === operation.path);
  if (!resource) throw new Error(`Prism reads no operation from ${operation.id}`);
  return resource;
}

function toInput(operation: Operation, asked: Asked): IHttpRequest {
  const query = Object.fromEntries([...new Set(asked.query.keys())].map((name) => [name, toOneOrMany(asked.query.getAll(name))]));
  const path = within(operation.serverPath, asked.path) ?? asked.path;
  return { method: toMethod(operation.method), url: { path, query }, headers: legible(operation, asked), body: readBody(asked).value };
}

/** The headers, with what Prism does not look at said in a way that it does. */
function legible({ mediaTypes }: Operation, { headers, body }: Asked): Record<string, string> {
  const { 'content-type': type = '', 'content-encoding': encoding = 'identity', authorization, ...others } = headers;
  const charset = /;\s*charset="?([^";]+)/i.exec(type)?.[1]?.trim().toLowerCase() ?? 'utf-8';
  const isKnown = mediaTypes.some((mediaType) => isSameType(mediaType, type));
  const isReadable = isKnown && encoding.toLowerCase() === 'identity' && !(isJson(type) && charset !== 'utf-8');
  return {
    ...others,
    // Prism compares the media type only if this header is there, which a chunked request has not.
    ...(body.length > 0 && { 'content-length': String(body.length) }),
    // It takes a body of no type, and any kind of JSON for JSON; it reads neither charset nor encoding. No contract takes just any bytes as this.
    ...(body.length > 0 && { 'content-type': isReadable ? type : 'application/x-unreadable' }),
    // To Prism the name of a scheme is written with a capital and nothing else (RFC 9110, 11.1).
    ...(authorization !== undefined && { authorization: authorization.replace(/^bearer /i, 'Bearer ') }),
  };
}

function toOneOrMany(values: string[]): string | string[] {
  const [first = '', ...others] = values;
  return others.length > 0 ? values : first;
}

function toMethod(method: string): IHttpRequest['method'] {
  return method.toLowerCase() as IHttpRequest['method'];
}

/** What Prism cannot make a text of, it says as null. */
function toHeaders(headers: Readonly<Record<string, unknown>> = {}): Record<string, string> {
  const shown = Object.entries(headers).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(shown.map(([name, value]) => [name.toLowerCase(), String(value)]));
}
