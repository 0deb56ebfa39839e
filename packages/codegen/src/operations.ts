import { dereference, isObject, type JsonObject } from './json.ts';
import { branchesOf, type NameTree, toNames } from './names.ts';

/** What the body of an answer is: JSON, other text, or nothing. */
export type BodyKind = 'json' | 'text' | 'none';

export interface Operation {
  id: string;
  method: string;
  path: string;
  /** Only exact statuses: a range or `default` promises nothing that a caller could tell apart. */
  responses: Record<string, BodyKind>;
  /** Every way to call it wants credentials. */
  secured?: true;
  /** The names of the properties of the body that it takes; undefined if it takes none. */
  fields?: string[];
  /** What bears another name in the client, by status, and in the body that it takes as `request`. */
  names?: Record<string, NameTree>;
  /** The schema of the JSON body that it takes. */
  request: unknown;
  /** The schema of the JSON body of each success. */
  successes: unknown[];
}

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

const known = new WeakMap<JsonObject, [id: string, operation: Operation][]>();

/** All operations of a bundled document by their operationId, in the order of the document. */
export function operationsOf(document: JsonObject): readonly [id: string, operation: Operation][] {
  const operations = known.get(document) ?? readOperations(document);
  known.set(document, operations);
  return operations;
}

const byId = new WeakMap<object, ReadonlyMap<string, Operation>>();

export function findOperation(document: JsonObject, operationId: string): Operation | undefined {
  const operations = operationsOf(document);
  const found = byId.get(operations) ?? new Map(operations);
  byId.set(operations, found);
  return found.get(operationId);
}

function readOperations(document: JsonObject): [id: string, operation: Operation][] {
  const paths = isObject(document['paths']) ? Object.entries(document['paths']) : [];
  return paths.flatMap(([path, item]) => {
    const found = Object.entries(isObject(item) ? item : {}).filter(([key]) => methods.includes(key));
    return found.map(([method, operation]): [string, Operation] => {
      const entry = toOperation(document, method, path, operation);
      return [entry.id, entry];
    });
  });
}

/** The path part of the first server's URL, without a slash at its end: `''` for `/`, and without any server. */
export function toServerPath(document: JsonObject): string {
  const [server] = Array.isArray(document['servers']) ? document['servers'] : [];
  const url = isObject(server) && typeof server['url'] === 'string' ? server['url'] : '/';
  return url.replace(/^([a-z][\w+.-]*:)?\/\/[^/?#]*/i, '').replace(/\/$/, '');
}

function toOperation(document: JsonObject, method: string, path: string, value: unknown): Operation {
  const { operationId, requestBody, responses, security = document['security'] } = isObject(value) ? value : {};
  const exact = Object.entries(isObject(responses) ? responses : {}).filter(([status]) => /^\d{3}$/.test(status));
  const bodies = exact.map(([status, response]) => [status, dereference(document, response)] as const);
  const request = toSchema(dereference(document, requestBody));
  const names = [['request', request] as const, ...bodies.map(([status, body]) => [status, toSchema(body)] as const)].flatMap(
    ([key, schema]) =>
      Object.entries({ [key]: toNames(document, schema) }).filter((entry): entry is [string, NameTree] => entry[1] !== undefined),
  );
  const fields = [...new Set(fieldsOf(document, request))];
  return {
    id: String(operationId),
    method,
    path,
    responses: Object.fromEntries(bodies.map(([status, body]) => [status, toBodyKind(body)])),
    ...(isSecured(security) && { secured: true }),
    ...(requestBody !== undefined && { fields }),
    ...(names.length > 0 && { names: Object.fromEntries(names) }),
    request,
    successes: bodies.filter(([status]) => status.startsWith('2')).flatMap(([, body]) => toSchema(body) ?? []),
  };
}

function fieldsOf(document: JsonObject, schema: unknown): string[] {
  const node = dereference(document, schema);
  const own = isObject(node['properties']) ? Object.keys(node['properties']) : [];
  return [...own, ...branchesOf(node).flatMap((branch) => fieldsOf(document, branch))];
}

/** An empty requirement among the alternatives makes credentials optional. */
function isSecured(security: unknown): boolean {
  return (
    Array.isArray(security) &&
    security.length > 0 &&
    security.every((requirement) => isObject(requirement) && Object.keys(requirement).length > 0)
  );
}

function toSchema({ content }: JsonObject): unknown {
  const [media] = Object.entries(isObject(content) ? content : {}).filter(([type]) => isJson(type));
  return isObject(media?.[1]) ? media[1]['schema'] : undefined;
}

function toBodyKind({ content }: JsonObject): BodyKind {
  const types = isObject(content) ? Object.keys(content) : [];
  if (types.length === 0) return 'none';
  return types.some(isJson) ? 'json' : 'text';
}

function isJson(type: string): boolean {
  return /^[^;]+[/+]json\s*(;|$)/.test(type);
}
