import { basename, dirname, extname } from 'node:path';
import { extensionsOf } from './extensions.ts';
import { entries, get, locate, readGraph, type Node } from './graph.ts';
import { SpecError } from './location.ts';
import { readOperation, type Context } from './operation.ts';
import { createSchemas } from './schemas.ts';
import { readSecurityScheme } from './security.ts';
import type { Operation, Spec } from './spec.ts';

export interface LoadOptions {
  /** The path below which the operations are found, whatever `servers` says: mocks and proxies move them. */
  serverPath?: string | undefined;
}

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/**
 * Reads an OpenAPI 3.0 or 3.1 file, YAML or JSON, with all files that it refers to.
 * Throws a `SpecError` that names file, line and column: not parseable, not OpenAPI 3, a reference into nowhere or to another host, no operations.
 */
export async function loadSpec(file: string, text?: string, options: LoadOptions = {}): Promise<Spec> {
  const graph = await readGraph(file, text);
  const { root } = graph;
  const schemas = createSchemas(graph, dialectOf(root));
  const securitySchemes = entries(get(root, 'components', 'securitySchemes')).map(([key, node]) =>
    readSecurityScheme(key, graph.follow(node)),
  );
  const context: Context = { graph, schemas, securitySchemes };
  const operations = readOperations(context, options);
  if (operations.length === 0) throw new SpecError('no operations: `paths` is empty', locate(get(root, 'paths')));
  return {
    file: root.document.file,
    name: nameOf(root.document.file),
    title: String(get(root, 'info', 'title').value ?? ''),
    version: String(get(root, 'info', 'version').value ?? ''),
    servers: serversOf(root),
    operations,
    securitySchemes,
    schemas,
    extensions: extensionsOf(root.value),
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

function readOperations(context: Context, { serverPath }: LoadOptions): Operation[] {
  const { graph } = context;
  const ids = new Map<string, Operation>();
  for (const [template, reference] of entries(get(graph.root, 'paths'))) {
    if (template.startsWith('x-')) continue;
    const item = graph.follow(reference);
    for (const [method, node] of entries(item)) {
      if (!methods.includes(method)) continue;
      const base = serverPath?.replace(/\/+$/, '') ?? basePath(serversOf(graph.root, item, node));
      const operation = readOperation(context, { template, method: method.toUpperCase(), item, node, base });
      const twin = ids.get(operation.id);
      if (twin) throw new SpecError(`two operations are called ${operation.id}`, operation.at);
      ids.set(operation.id, operation);
    }
  }
  return [...ids.values()];
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
