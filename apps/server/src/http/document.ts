import type { BodySchema } from './breaches.ts';

/** The part of a bundled OpenAPI document that routing reads. Every `$ref` in it points into the document itself. */
export interface Document {
  openapi: string;
  info: object;
  servers?: readonly { url: string }[];
  paths?: Readonly<Record<string, object>>;
  components?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** One operation of a document, with all that the server needs to route it. */
export interface Operation {
  operationId: string;
  /** In lower case. */
  method: string;
  /** As in the document, such as `/items/{id}`, without the server's path. */
  path: string;
  /** The content types of its request body; none if it has no body. */
  mediaTypes: readonly string[];
  bodySchema: BodySchema;
  /** The parameters of path, query and headers, as the properties of one object. */
  parameterSchema: BodySchema;
  /** Every way to call it wants credentials. */
  secured: boolean;
  /** By status. */
  responses: Readonly<Record<string, OperationResponse>>;
}

export interface OperationResponse {
  hasBody: boolean;
  /** The headers whose value the document fixes with `const`. */
  constants: Readonly<Record<string, string>>;
}

interface RawOperation {
  operationId?: string;
  parameters?: readonly RawParameter[];
  security?: readonly object[];
  requestBody?: { content?: Record<string, { schema?: BodySchema }> };
  responses?: Record<string, RawResponse>;
}

interface RawParameter {
  name: string;
  required?: boolean;
  schema?: BodySchema;
}

interface RawResponse {
  headers?: Record<string, { schema?: { const?: string } }>;
  content?: object;
}

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/** All operations of a document, path by path in its order. */
export function operationsOf(document: Document): Operation[] {
  const resolved = dereference(document) as { paths?: Record<string, Record<string, RawOperation> & { parameters?: RawParameter[] }> };
  return Object.entries(resolved.paths ?? {}).flatMap(([path, { parameters: shared = [], ...item }]) =>
    Object.entries(item)
      .filter(([method]) => methods.includes(method))
      .map(([method, operation]) => toOperation(path, method, { ...operation, parameters: [...shared, ...(operation.parameters ?? [])] })),
  );
}

function toOperation(
  path: string,
  method: string,
  { operationId = '', parameters = [], security = [], requestBody, responses = {} }: RawOperation,
): Operation {
  const content = requestBody?.content ?? {};
  return {
    operationId,
    method,
    path,
    mediaTypes: Object.keys(content),
    bodySchema: Object.values(content)[0]?.schema ?? {},
    parameterSchema: {
      properties: Object.fromEntries(parameters.map(({ name, schema = {} }) => [name, schema])),
      required: parameters.filter(({ required }) => required).map(({ name }) => name),
    },
    secured: security.length > 0 && security.every((requirement) => Object.keys(requirement).length > 0),
    responses: Object.fromEntries(Object.entries(responses).map(([status, response]) => [status, toResponse(response)])),
  };
}

function toResponse({ headers = {}, content }: RawResponse): OperationResponse {
  const constants = Object.entries(headers).flatMap(([name, { schema }]) =>
    schema?.const === undefined ? [] : [[name, schema.const] as const],
  );
  return { hasBody: content !== undefined, constants: Object.fromEntries(constants) };
}

/** A copy of the document with every local `$ref` replaced by what it points to; a reference back into itself becomes a cycle of objects. */
export function dereference(document: Document): unknown {
  const seen = new Map<object, unknown>();
  const visit = (node: unknown): unknown => {
    if (typeof node !== 'object' || node === null) return node;
    if (seen.has(node)) return seen.get(node);
    const { $ref, ...rest } = node as { $ref?: unknown };
    if (typeof $ref === 'string') {
      const target = visit(lookUp(document, $ref));
      return typeof target === 'object' && Object.keys(rest).length > 0 ? { ...target, ...rest } : target;
    }
    const copy = Array.isArray(node) ? [] : {};
    seen.set(node, copy);
    // Defined rather than assigned: an example may have a property named __proto__.
    for (const [key, value] of Object.entries(node))
      Object.defineProperty(copy, key, { value: visit(value), enumerable: true, writable: true, configurable: true });
    return copy;
  };
  return visit(document);
}

function lookUp(document: Document, reference: string): unknown {
  const names = reference.slice('#/'.length).split('/');
  let node: unknown = document;
  for (const name of names)
    node = (node as Record<string, unknown> | undefined)?.[decodeURIComponent(name).replaceAll('~1', '/').replaceAll('~0', '~')];
  if (node === undefined) throw new Error(`the contract has no ${reference}`);
  return node;
}
