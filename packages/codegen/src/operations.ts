import { dereference, isObject, type JsonObject } from './json.ts';

/** What the body of an answer is: JSON, other text, or nothing. */
export type BodyKind = 'json' | 'text' | 'none';

export interface Operation {
  method: string;
  path: string;
  /** Only exact statuses: a range or `default` promises nothing that a caller could tell apart. */
  responses: Record<string, BodyKind>;
  /** Every way to call it wants credentials. */
  secured?: true;
}

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/** All operations of a bundled document by their operationId, in the order of the document. */
export function toOperations(document: JsonObject): Record<string, Operation> {
  const paths = isObject(document['paths']) ? Object.entries(document['paths']) : [];
  const entries = paths.flatMap(([path, item]) => {
    const found = Object.entries(isObject(item) ? item : {}).filter(([key]) => methods.includes(key));
    return found.map(([method, operation]) => toEntry(document, method, path, operation));
  });
  return Object.fromEntries(entries);
}

/** The path part of the first server's URL, without a slash at its end: `''` for `/`, and without any server. */
export function toServerPath(document: JsonObject): string {
  const [server] = Array.isArray(document['servers']) ? document['servers'] : [];
  const url = isObject(server) && typeof server['url'] === 'string' ? server['url'] : '/';
  return url.replace(/^([a-z][\w+.-]*:)?\/\/[^/?#]*/i, '').replace(/\/$/, '');
}

function toEntry(document: JsonObject, method: string, path: string, value: unknown): [string, Operation] {
  const { operationId, responses, security = document['security'] } = isObject(value) ? value : {};
  const exact = Object.entries(isObject(responses) ? responses : {}).filter(([status]) => /^\d{3}$/.test(status));
  const kinds = exact.map(([status, response]) => [status, toBodyKind(dereference(document, response))] as const);
  return [String(operationId), { method, path, responses: Object.fromEntries(kinds), ...(isSecured(security) && { secured: true }) }];
}

/** An empty requirement among the alternatives makes credentials optional. */
function isSecured(security: unknown): boolean {
  return (
    Array.isArray(security) &&
    security.length > 0 &&
    security.every((requirement) => isObject(requirement) && Object.keys(requirement).length > 0)
  );
}

function toBodyKind({ content }: JsonObject): BodyKind {
  const types = isObject(content) ? Object.keys(content) : [];
  if (types.length === 0) return 'none';
  return types.some((type) => /^[^;]+[/+]json\s*(;|$)/.test(type)) ? 'json' : 'text';
}
