import openapiTS, { astToString } from 'openapi-typescript';
import type { JsonObject } from './json.ts';
import { type Operation, toOperations, toServerPath } from './operations.ts';
import { withVariants } from './variants.ts';

export const command = 'npx -y pnpm@12 generate';

/** The types of one API, and beside them the little that a client needs at run time. */
export async function emitApi(source: string, document: JsonObject): Promise<string> {
  const rewritten = withVariants(document) as JsonObject;
  // A property with a default may still be left out by the sender; a schema without properties is open, as JSON Schema says.
  const options = { silent: true, defaultNonNullable: false, emptyObjectsUnknown: true };
  const types = astToString(await openapiTS(JSON.stringify(rewritten), options));
  const operations = Object.entries(toOperations(document)).map(([id, operation]) => `    ${quote(id)}: ${emitOperation(operation)},\n`);
  return [
    header(source),
    types,
    '/** Where each operation is found, and what the body of each documented status is. */',
    `export const operations = {\n${operations.join('')}} as const;\n`,
    '/** The path that every path of this API follows: that of the first server. */',
    `export const serverPath = ${quote(toServerPath(document))};\n`,
  ].join('\n');
}

/** All APIs by name: their types, and what a client needs of them at run time. No documents, for it runs in browsers. */
export function emitApis(source: string, names: readonly string[]): string {
  return [
    header(source),
    ...names.map((name) => `import * as ${toIdentifier(name)} from ${quote(`./${name}.gen.ts`)};`),
    '',
    'export interface Apis {',
    ...names.map((name) => `    ${quote(name)}: ${members(name, ['paths', 'operations', 'components'], ';')};`),
    '}',
    '',
    'export const apis = {',
    ...names.map((name) => `    ${quote(name)}: ${members(name, ['serverPath', 'operations'], ',')},`),
    '} as const;\n',
  ].join('\n');
}

/**
 * The bundled documents by API name, for servers and tests. Not with the types that TypeScript infers from JSON: those change with every example,
 * and refuse a list whose items have different keys.
 */
export function emitDocuments(source: string, names: readonly string[]): string {
  return [
    header(source),
    "import type { Apis } from './apis.gen.ts';",
    ...names.map((name) => `import ${toIdentifier(name)} from ${quote(`./${name}.gen.json`)} with { type: 'json' };`),
    '',
    'export const documents: Record<keyof Apis, unknown> = {',
    ...names.map((name) => `    ${quote(name)}: ${toIdentifier(name)},`),
    '};\n',
  ].join('\n');
}

function header(source: string): string {
  return `// Generated from ${source} by \`${command}\`. Edit the spec, never this file.\n`;
}

function members(name: string, keys: readonly string[], separator: string): string {
  return `{ ${keys.map((key) => `${key}: ${toIdentifier(name)}.${key}`).join(`${separator} `)} }`;
}

function emitOperation({ method, path, responses, secured }: Operation): string {
  const statuses = Object.entries(responses).map(([status, kind]) => `${status}: ${quote(kind)}`);
  const body = statuses.length > 0 ? `{ ${statuses.join(', ')} }` : '{}';
  return `{ method: ${quote(method)}, path: ${quote(path)}, responses: ${body}${secured ? ', secured: true' : ''} }`;
}

/** A folder's name may be a reserved word or hold a hyphen; no two folders share an identifier, because they cannot hold a `_`. */
function toIdentifier(name: string): string {
  return `api_${name.replaceAll('-', '_')}`;
}

function quote(text: string): string {
  return JSON.stringify(text);
}
