import { basename, dirname, extname } from 'node:path';
import { extensionsOf } from './extensions.ts';
import { entries, get, locate, readGraph, type Graph, type Node } from './graph.ts';
import { SpecError } from './location.ts';
import { idOf, readOperation, type Context } from './operation.ts';
import { createSchemas } from './schemas.ts';
import { readSecurityScheme } from './security.ts';
import type { Operation, Spec } from './spec.ts';

export interface LoadOptions {
  /** The path below which the operations are found, whatever `servers` says: mocks and proxies move them. */
  serverPath?: string | undefined;
}

/** Before the name of a webhook; a path begins with a slash. */
const webhook = 'webhook ';
const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/**
 * Reads an OpenAPI 3.0 or 3.1 file, YAML or JSON, with all files that it refers to.
 * Throws a `SpecError` that names file, line and column: not parseable, not OpenAPI 3, a reference into nowhere or to another host, no operations.
 */
export async function loadSpec(file: string, text?: string, options: LoadOptions = {}): Promise<Spec> {
  return createReader(await readGraph(file, text), options).read();
}

/** A contract whose operations are read when they are asked for: there may be a thousand of them, and one that was edited. */
export interface SpecReader {
  graph: Graph;
  /** What each path refers to in the end; of a webhook, which has none, its name after `webhook `. */
  paths: ReadonlyMap<string, Node>;
  /** The contract with the operations of these paths, else with all. The same path gives the same operations. */
  read(wants?: (template: string) => boolean): Spec;
}

export function createReader(graph: Graph, { serverPath }: LoadOptions = {}): SpecReader {
  const { root } = graph;
  const schemas = createSchemas(graph, dialectOf(root));
  const securitySchemes = entries(get(root, 'components', 'securitySchemes')).map(([key, node]) =>
    readSecurityScheme(key, graph.follow(node)),
  );
  const paths = readPaths(graph);
  checkIds(paths);
  const context: Context = { graph, schemas, securitySchemes, purposes: { request: 'request', response: 'response' } };
  const operationsOf = remembered((template, item) => readOperations(context, template, item, serverPath));
  const sentBy = remembered((template, item) => readSent(context, template, item));
  const whole = describe(root);
  const read: SpecReader['read'] = (wants = () => true) => {
    const wanted = [...paths].filter(([template]) => wants(template));
    const operations = wanted.flatMap(([template, item]) => (template.startsWith(webhook) ? [] : operationsOf(template, item)));
    return { ...whole, operations, sent: () => wanted.flatMap(([template, item]) => sentBy(template, item)), securitySchemes, schemas };
  };
  return { graph, paths, read };
}

/** Of each path only once. */
function remembered(read: (template: string, item: Node) => Operation[]): (template: string, item: Node) => Operation[] {
  const known = new Map<string, Operation[]>();
  return (template, item) => {
    const operations = known.get(template) ?? read(template, item);
    known.set(template, operations);
    return operations;
  };
}

function describe(root: Node): Omit<Spec, 'operations' | 'sent' | 'securitySchemes' | 'schemas'> {
  const session = get(root, 'x-session');
  return {
    file: root.document.file,
    name: nameOf(root.document.file),
    title: String(get(root, 'info', 'title').value ?? ''),
    version: String(get(root, 'info', 'version').value ?? ''),
    servers: serversOf(root),
    extensions: extensionsOf(root.value),
    sessionAt: session.value === undefined ? undefined : locate(session),
    warnings: [],
  };
}

function dialectOf(root: Node): '3.0' | '3.1' {
  const { value } = get(root, 'openapi');
  const match = /^3\.([01])(\.\d+)?(-.+)?$/.exec(String(value));
  if (match) return match[1] === '0' ? '3.0' : '3.1';
  if (get(root, 'swagger').value !== undefined)
    throw new SpecError('Swagger 2 is not supported: convert it to OpenAPI 3 first', locate(get(root, 'swagger')));
  throw new SpecError('not an OpenAPI 3.0 or 3.1 document: `openapi` must say its version', locate(get(root, 'openapi')));
}

function readPaths(graph: Graph): Map<string, Node> {
  const templates = entries(get(graph.root, 'paths')).filter(([template]) => !template.startsWith('x-'));
  const paths = new Map(templates.map(([template, node]) => [template, graph.follow(node)]));
  if ([...paths.values()].every((item) => operationNodes(item).length === 0))
    throw new SpecError('no operations: `paths` is empty', locate(get(graph.root, 'paths')));
  for (const [name, node] of entries(get(graph.root, 'webhooks'))) paths.set(webhook + name, graph.follow(node));
  return paths;
}

function operationNodes(item: Node): [method: string, Node][] {
  return entries(item).filter(([method]) => methods.includes(method));
}

function checkIds(paths: ReadonlyMap<string, Node>): void {
  const ids = new Set<string>();
  for (const [template, item] of paths)
    for (const [method, node] of template.startsWith(webhook) ? [] : operationNodes(item)) {
      const id = idOf(node, method.toUpperCase(), template);
      if (ids.has(id)) throw new SpecError(`two operations are called ${id}`, locate(node));
      ids.add(id);
    }
}

function readOperations(context: Context, template: string, item: Node, serverPath: string | undefined): Operation[] {
  return operationNodes(item).map(([method, node]) => {
    const base = serverPath?.replace(/\/+$/, '') ?? basePath(serversOf(context.graph.root, item, node));
    return readOperation(context, { template, method: method.toUpperCase(), item, node, base });
  });
}

/** The webhook, or the callbacks of the operations below a path. */
function readSent(context: Context, template: string, item: Node): Operation[] {
  const { graph } = context;
  const reversed: Context = { ...context, purposes: { request: 'response', response: 'request' } };
  const read = (whole: Node, name: string) =>
    operationNodes(whole).map(([method, node]) =>
      readOperation(reversed, { template: name, method: method.toUpperCase(), item: whole, node, base: '' }),
    );
  if (template.startsWith(webhook)) return read(item, template);
  return operationNodes(item).flatMap(([method, operation]) =>
    entries(get(operation, 'callbacks')).flatMap(([name, callback]) =>
      entries(graph.follow(callback)).flatMap(([expression, whole]) =>
        expression.startsWith('x-')
          ? []
          : read(graph.follow(whole), `callback ${name} of ${method.toUpperCase()} ${template}, ${expression}`),
      ),
    ),
  );
}

/** The nearest `servers`: of the operation, of its path, of the document. */
function serversOf(...nodes: readonly Node[]): string[] {
  const found = nodes.toReversed().find((node) => entries(get(node, 'servers')).length > 0);
  const urls = found ? entries(get(found, 'servers')).map(([, server]) => toUrl(server)) : ['/'];
  return urls.map((url) => url.replace(/\/+$/, ''));
}

/** With the default values of its variables. */
function toUrl(server: Node): string {
  const url = String(get(server, 'url').value ?? '/');
  return url.replaceAll(/\{([^}]+)\}/g, (all, name: string) => String(get(server, 'variables', name, 'default').value ?? all));
}

/** The path of the first server. Its host is of no interest: the requests go to the base URL that is being tested. */
function basePath([first = '']: readonly string[]): string {
  if (!/^[a-z][a-z\d+.-]*:\/\//i.test(first)) return first.startsWith('/') || first === '' ? first : `/${first}`;
  return URL.canParse(first) ? new URL(first).pathname.replace(/\/+$/, '') : '';
}

function nameOf(file: string): string {
  const name = basename(file, extname(file));
  return name === 'openapi' ? basename(dirname(file)) : name;
}
