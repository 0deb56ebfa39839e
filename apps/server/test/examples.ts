import { documents } from '@countersign/contracts/documents';
import { dereference, type Document } from '../src/http/document.ts';

/** A request that the contract shows, and the answer that it shows for it. */
export interface ExamplePair {
  /** `<api> <operationId> <status> <name of the example>` */
  title: string;
  /** The state in which the server gives this answer; `undefined` is that of a server which has just been started. */
  given: string | undefined;
  request: ExampleRequest;
  response: {
    status: number;
    headers: Record<string, HeaderSpec>;
    content: { mediaType: string; schema: Schema; body: unknown } | undefined;
  };
}

export interface ExampleRequest {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: Uint8Array | undefined;
  /** The title of the pair whose request is to be sent first. Its answer fills the `{$response.body#/…}` in `headers`, and `set` in the body. */
  after: string | undefined;
  set: Record<string, string>;
}

export interface HeaderSpec {
  required?: boolean;
  schema: Schema;
}

export interface Schema {
  type?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
  'x-varies'?: boolean;
}

interface Deviation {
  method?: string;
  path?: string;
  headers?: Record<string, string | null>;
  raw?: boolean;
  padTo?: number;
  after?: string;
  set?: Record<string, string>;
}
interface Example {
  value?: unknown;
  'x-given'?: string;
  'x-request'?: Deviation;
}
type Content = Record<string, { schema: Schema; examples?: Record<string, Example> }>;
interface Operation {
  operationId: string;
  requestBody?: { content: Content };
  responses: Record<string, { headers?: Record<string, HeaderSpec>; content?: Content; 'x-examples'?: Record<string, Example> }>;
}
interface Contract {
  servers: { url: string }[];
  paths: Record<string, Record<string, Operation>>;
}

/** Every named response example of every spec, with the request example of the same name, or the first one of the operation. */
export function examplePairs(): ExamplePair[] {
  return Object.entries(documents).flatMap(([api, document]) => {
    const { servers, paths } = dereference(document as Document) as Contract;
    const base = servers[0]?.url.replace(/\/$/, '') ?? '';
    return Object.entries(paths).flatMap(([path, item]) =>
      Object.entries(item).flatMap(([method, operation]) => pairsOf(api, { method: method.toUpperCase(), path: base + path }, operation)),
    );
  });
}

function pairsOf(api: string, target: { method: string; path: string }, operation: Operation): ExamplePair[] {
  return Object.entries(operation.responses).flatMap(([status, { headers = {}, content = {}, 'x-examples': empty = {} }]) => {
    const toPair = ([name, example]: [string, Example], shown?: { mediaType: string; schema: Schema }): ExamplePair => ({
      title: `${api} ${operation.operationId} ${status} ${name}`,
      given: example['x-given'],
      request: toRequest(target, operation, name, example),
      response: { status: Number(status), headers, content: shown && { ...shown, body: example.value } },
    });
    const withBody = Object.entries(content).flatMap(([mediaType, { schema, examples = {} }]) =>
      Object.entries(examples).map((entry) => toPair(entry, { mediaType, schema })),
    );
    return [...withBody, ...Object.entries(empty).map((entry) => toPair(entry))];
  });
}

function toRequest(target: { method: string; path: string }, operation: Operation, name: string, response: Example): ExampleRequest {
  const [mediaType, { examples = {} } = {}] = Object.entries(operation.requestBody?.content ?? {})[0] ?? [];
  const twin = examples[name] ?? Object.values(examples)[0];
  const { method, path, headers, raw, padTo = 0, after, set = {} } = { ...twin?.['x-request'], ...response['x-request'] };
  const text = raw ? String(twin?.value) : JSON.stringify(twin?.value)?.padEnd(padTo);
  const all = { ...(mediaType && { 'Content-Type': mediaType }), ...headers };
  return {
    method: method ?? target.method,
    path: path ?? target.path,
    headers: Object.fromEntries(Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== null)),
    // Bytes rather than a string, to which fetch would add a content type of its own.
    body: text === undefined || method === 'GET' ? undefined : new TextEncoder().encode(text),
    after,
    set,
  };
}
