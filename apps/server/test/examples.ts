import { documents } from '@countersign/contracts/documents';
import { dereference, type Document } from '../src/http/document.ts';

/** A request as bytes, and the answer that the contract shows for it. */
export interface ExamplePair {
  /** `<api> <operationId> <status> <name of the example>` */
  title: string;
  /** The state in which the server gives this answer; `undefined` is that of a server which has just been started. */
  given: string | undefined;
  request: { method: string; path: string; headers: Record<string, string>; body: Uint8Array | undefined };
  response: { status: number; mediaType: string; headers: Record<string, HeaderSpec>; schema: Schema; body: unknown };
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

interface Example {
  value: unknown;
  'x-given'?: string;
  'x-request'?: { method?: string; path?: string; headers?: Record<string, string | null>; raw?: boolean; padTo?: number };
}
type Content = Record<string, { schema: Schema; examples?: Record<string, Example> }>;
interface Operation {
  operationId: string;
  requestBody?: { content: Content };
  responses: Record<string, { headers?: Record<string, HeaderSpec>; content?: Content }>;
}
interface Contract {
  servers: { url: string }[];
  paths: Record<string, Record<string, Operation>>;
}

/** Every named response example of every spec, with the request example of the same name, or the first one that deviates in nothing. */
export function examplePairs(): ExamplePair[] {
  return Object.entries(documents).flatMap(([api, document]) => {
    const { servers, paths } = dereference(document as Document) as Contract;
    const base = servers[0]?.url.replace(/\/$/, '') ?? '';
    return Object.entries(paths).flatMap(([path, item]) =>
      Object.entries(item).flatMap(([method, operation]) => pairsOf(api, { method, path: base + path }, operation)),
    );
  });
}

function pairsOf(api: string, target: { method: string; path: string }, operation: Operation): ExamplePair[] {
  return Object.entries(operation.responses).flatMap(([status, { headers = {}, content = {} }]) =>
    Object.entries(content).flatMap(([mediaType, { schema, examples = {} }]) =>
      Object.entries(examples).map(([name, example]) => ({
        title: `${api} ${operation.operationId} ${status} ${name}`,
        given: example['x-given'],
        request: toRequest(target, operation, name, example),
        response: { status: Number(status), mediaType, headers, schema, body: example.value },
      })),
    ),
  );
}

function toRequest(
  target: { method: string; path: string },
  operation: Operation,
  name: string,
  response: Example,
): ExamplePair['request'] {
  const [mediaType, { examples = {} } = {}] = Object.entries(operation.requestBody?.content ?? {})[0] ?? [];
  const twin = examples[name] ?? Object.values(examples)[0];
  const { method, path, headers, raw, padTo = 0 } = { ...examples[name]?.['x-request'], ...response['x-request'] };
  const text = raw ? String(twin?.value) : JSON.stringify(twin?.value)?.padEnd(padTo);
  const all = { ...(mediaType && { 'Content-Type': mediaType }), ...headers };
  return {
    method: method ?? target.method.toUpperCase(),
    path: path ?? target.path,
    headers: Object.fromEntries(Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== null)),
    // Bytes rather than a string, to which fetch would add a content type of its own.
    body: text === undefined || method === 'GET' ? undefined : new TextEncoder().encode(text),
  };
}
