import { dereference, isObject, type JsonObject } from '@countersign/codegen/json';
import { toServerPath } from '@countersign/codegen/operations';
import { type Example, examplesOf } from './example.ts';

/** The bundled OpenAPI documents by API name. */
export type Documents = Readonly<Record<string, object>>;

export interface Contract {
  api: string;
  /** What every path begins with: `''` for an API at the root. */
  serverPath: string;
  document: JsonObject;
  operations: readonly Operation[];
}

export interface Operation {
  api: string;
  serverPath: string;
  id: string;
  /** In capitals. */
  method: string;
  /** As in the document, such as `/items/{id}`, without the server's path. */
  path: string;
  document: JsonObject;
  /** As documented: `404`, `4XX`, `default`. */
  statuses: readonly string[];
  /** Of the bodies that it takes; none if it takes no body. */
  mediaTypes: readonly string[];
  isSecured: boolean;
  /** Every answer that the contract shows, in its order. */
  examples: () => readonly Example[];
}

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/** What the mock reads of its documents, the longest server path first: an API at the root answers whatever is left. */
export function toContracts(documents: Documents): Contract[] {
  const contracts = Object.entries(documents).map(([api, value]) => {
    const document = value as JsonObject;
    const shared = { api, serverPath: toServerPath(document), document };
    return { ...shared, operations: operationsOf(shared) };
  });
  return contracts.toSorted((a, b) => b.serverPath.length - a.serverPath.length);
}

type Shared = Omit<Contract, 'operations'>;

function operationsOf(shared: Shared): Operation[] {
  const { document } = shared;
  const paths = isObject(document['paths']) ? Object.entries(document['paths']) : [];
  return paths.flatMap(([path, reference]) =>
    Object.entries(dereference(document, reference))
      .filter(([method]) => methods.includes(method))
      .map(([method, node]) => toOperation({ ...shared, method: method.toUpperCase(), path }, isObject(node) ? node : {})),
  );
}

function toOperation(place: Shared & { method: string; path: string }, node: JsonObject): Operation {
  const { operationId, requestBody, responses, security = place.document['security'] } = node;
  return {
    ...place,
    id: typeof operationId === 'string' ? operationId : `${place.method} ${place.path}`,
    statuses: Object.keys(isObject(responses) ? responses : {}).filter((status) => !status.startsWith('x-')),
    mediaTypes: Object.keys(dereference(place.document, requestBody)['content'] ?? {}),
    isSecured: Array.isArray(security) && security.length > 0,
    // A contract of a thousand operations is replaced at each save; most of them are never asked for.
    examples: once(() => examplesOf(place.document, node)),
  };
}

/** A function that works once and remembers. */
export function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
