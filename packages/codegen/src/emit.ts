import type { JsonObject } from './json.ts';
import { type Operation, operationsOf, toServerPath } from './operations.ts';
import type { Role } from './session.ts';

export const command = 'npx -y pnpm@12 generate';

/** How the session of an API works, by role; none if it has no session. */
export type Session = Record<string, Role> | undefined;

/** The types of one API, and beside them the little that a client needs at run time. */
export function emitApi(source: string, document: JsonObject, types: string, session: Session): string {
  const operations = operationsOf(document).map(([id, operation]) => `    ${quote(id)}: ${emitOperation(operation)},\n`);
  return [
    header(source),
    types,
    '/** Where each operation is found, and what the body of each documented status is. */',
    `export const operations = {\n${operations.join('')}} as const;\n`,
    '/** The path that every path of this API follows: that of the first server. */',
    `export const serverPath = ${quote(toServerPath(document))};\n`,
    ...(session ? [emitSession(session)] : []),
  ].join('\n');
}

/** All APIs by name: their types, and what a client needs of them at run time. No documents, for it runs in browsers. */
export function emitApis(source: string, sessions: ReadonlyMap<string, Session>): string {
  const names = [...sessions.keys()];
  const valuesOf = (name: string) => ['serverPath', 'operations', ...(sessions.get(name) ? ['session'] : [])];
  return [
    header(source),
    ...names.map((name) => `import * as ${toIdentifier(name)} from ${quote(`./${name}.gen.ts`)};`),
    '',
    'export interface Apis {',
    ...names.map((name) => `    ${quote(name)}: ${members(name, ['paths', 'operations', 'components'], ';')};`),
    '}',
    '',
    'export const apis = {',
    ...names.map((name) => `    ${quote(name)}: ${members(name, valuesOf(name), ',')},`),
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

export function header(source: string): string {
  return `// Generated from ${source} by \`${command}\`. Edit the spec, never this file.\n`;
}

function members(name: string, keys: readonly string[], separator: string): string {
  return `{ ${keys.map((key) => `${key}: ${toIdentifier(name)}.${key}`).join(`${separator} `)} }`;
}

function emitOperation({ method, path, responses, secured, fields, names }: Operation): string {
  return emitValue({ method, path, responses, secured, fields, names });
}

function emitSession(session: NonNullable<Session>): string {
  const roles = Object.entries(session).map(([name, role]) => `    ${name}: ${emitValue(role)},\n`);
  return `/** How a session begins, is renewed and ends: operations, and paths into their bodies by the client's names. */
export const session = {\n${roles.join('')}} as const;\n`;
}

/** JSON on one line, as a person would write it, without what is undefined. */
function emitValue(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(emitValue).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  // Quoted `__proto__` would set the prototype.
  const toKey = (key: string) => (key === '__proto__' ? '["__proto__"]' : /^([A-Za-z_]\w*|[1-9]\d*)$/.test(key) ? key : quote(key));
  return entries.length > 0 ? `{ ${entries.map(([key, inner]) => `${toKey(key)}: ${emitValue(inner)}`).join(', ')} }` : '{}';
}

/** A folder's name may be a reserved word or hold a hyphen; no two folders share an identifier, because they cannot hold a `_`. */
function toIdentifier(name: string): string {
  return `api_${name.replaceAll('-', '_')}`;
}

export function quote(text: string): string {
  return JSON.stringify(text);
}
