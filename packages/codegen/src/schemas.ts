import { header, quote } from './emit.ts';
import { dereference, escapeKey, isObject, type JsonObject } from './json.ts';
import { operationsOf } from './operations.ts';
import { schemasOf } from './responses.ts';
import { toStandard } from './standard-schema.ts';

/**
 * The schema of each JSON answer of each operation, reduced to what a validator needs: no words for people, no formats, each `$ref` a reference of
 * JavaScript, each pattern a RegExp. Throws an `UncheckedSchema` if a schema says something that the client's validator could not check, so that nothing
 * goes unchecked without anybody knowing.
 */
export function emitSchemas(source: string, documents: ReadonlyMap<string, JsonObject>): string {
  const taken = new Set<string>();
  const parts = Array.from(documents, ([api, document]) => {
    const own = partOf(api, document);
    const isFree = own.names.every((name) => !taken.has(name));
    const part = isFree ? own : emitPart(api, document, taken);
    for (const name of part.names) taken.add(name);
    return part;
  });
  return [
    header(source),
    ...parts.flatMap(({ constants }) => constants),
    '',
    `export const schemas: unknown = {\n${parts.map(({ operations }) => operations).join('')}};\n`,
  ].join('\n');
}

/** What of an API's answers the client could not check; undefined if there is nothing. */
export function whyUnchecked(api: string, document: JsonObject): UncheckedSchema | undefined {
  try {
    partOf(api, document);
    return undefined;
  } catch (error) {
    if (error instanceof UncheckedSchema) return error;
    throw error;
  }
}

/** `pointer` leads to the keyword in the document. */
export class UncheckedSchema extends Error {
  readonly pointer: string;
  constructor(message: string, pointer: string) {
    super(message);
    this.pointer = pointer;
  }
}

/** What is written of one API. */
interface Part {
  names: readonly string[];
  constants: readonly string[];
  operations: string;
}

const known = new WeakMap<JsonObject, Map<string, Part>>();

/** The part of an API by itself, kept as long as its document. */
function partOf(api: string, document: JsonObject): Part {
  const parts = known.get(document) ?? new Map<string, Part>();
  const part = parts.get(api) ?? emitPart(api, document, new Set());
  known.set(document, parts.set(api, part));
  return part;
}

function emitPart(api: string, document: JsonObject, taken: ReadonlySet<string>): Part {
  const context: Context = { api, document, writer: new Map(), names: new Set(taken), open: [] };
  const operations = operationsOf(document).map(([id]) => {
    const statuses = schemasOf(document, id).map(([status, schema, pointer]) => `${status}: ${emit(context, schema, pointer)}`);
    return `        ${quote(id)}: { ${statuses.join(', ')} },\n`;
  });
  const written = [...context.writer.values()];
  return {
    names: written.map(({ name }) => name),
    constants: written.map(({ name, text }) => `const ${name}: unknown = ${text};`),
    operations: `    ${quote(api)}: {\n${operations.join('')}    },\n`,
  };
}

interface Context {
  api: string;
  document: JsonObject;
  /** Named schemas by reference, each after those that it refers to, with the constants that hold them. */
  writer: Map<string, { name: string; text: string }>;
  /** Every constant there is. */
  names: Set<string>;
  /** Those that are being written, with their constants: a reference to one of them leads in a circle. */
  open: readonly { ref: string; name: string }[];
}

const annotations =
  /^(title|description|default|examples?|deprecated|readOnly|writeOnly|format|content\w+|externalDocs|xml|discriminator|\$comment|x-.*)$/;

/** How the value of a keyword is written; those that hold a schema, a list or a map of them are written recursively. */
const keywords: Record<string, 'plain' | 'scalar' | 'pattern' | 'schema' | 'list' | 'map'> = {
  ...all('plain', ['type', 'required', 'minLength', 'maxLength', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum']),
  ...all('plain', ['minItems', 'maxItems', 'uniqueItems', 'minProperties', 'maxProperties', 'multipleOf']),
  ...all('scalar', ['const', 'enum']),
  ...all('pattern', ['pattern']),
  ...all('schema', ['items', 'additionalProperties', 'propertyNames', 'not']),
  ...all('list', ['allOf', 'anyOf', 'oneOf']),
  ...all('map', ['properties']),
};

function all<Kind>(kind: Kind, names: readonly string[]): Record<string, Kind> {
  return Object.fromEntries(names.map((name) => [name, kind]));
}

function emit(context: Context, schema: unknown, at: string): string {
  if (typeof schema === 'boolean') return String(schema);
  if (!isObject(schema)) throw new UncheckedSchema('A schema is an object, `true` or `false`.', at);
  const { $ref, ...rest } = toStandard(schema);
  const own = Object.entries(rest).flatMap(([keyword, value]) =>
    annotations.test(keyword) ? [] : [`${keyword}: ${emitKeyword(context, keyword, value, at)}`],
  );
  if (typeof $ref !== 'string') return `{ ${own.join(', ')} }`;
  const target = refer(context, $ref);
  if (own.length === 0) return target;
  return `{ allOf: [${[target, `{ ${own.join(', ')} }`].join(', ')}] }`;
}

/** @returns the constant of a named schema, or what looks it up later where it leads in a circle */
function refer(context: Context, ref: string): string {
  const { api, document, writer, names, open } = context;
  const circle = open.find((each) => each.ref === ref);
  if (circle) return `{ get $ref() { return ${circle.name}; } }`;
  const before = writer.get(ref);
  if (before) return before.name;
  let name = `${api}_${ref.split('/').at(-1)}`.replaceAll(/\W/g, '_');
  while (names.has(name)) name += '_';
  names.add(name);
  const text = emit({ ...context, open: [...open, { ref, name }] }, dereference(document, { $ref: ref }), ref);
  writer.set(ref, { name, text });
  return name;
}

function emitKeyword(context: Context, keyword: string, value: unknown, schema: string): string {
  const kind = Object.hasOwn(keywords, keyword) ? keywords[keyword] : undefined;
  const at = `${schema}/${keyword}`;
  const below = (inner: unknown, ...keys: string[]) => emit(context, inner, [at, ...keys.map(escapeKey)].join('/'));
  if (kind === 'schema') return below(value);
  if (kind === 'list' && Array.isArray(value)) return `[${value.map((inner, index) => below(inner, String(index))).join(', ')}]`;
  if (kind === 'map' && isObject(value)) {
    // Computed, because a quoted `__proto__` would set the prototype.
    const entries = Object.entries(value).map(
      ([key, inner]) => `${key === '__proto__' ? '["__proto__"]' : quote(key)}: ${below(inner, key)}`,
    );
    return `{ ${entries.join(', ')} }`;
  }
  if (kind === 'pattern') return toPattern(String(value), at);
  const isComposite = kind === 'scalar' && [value].flat().some((item) => typeof item === 'object' && item !== null);
  if (kind === undefined || isComposite)
    throw new UncheckedSchema(`The client cannot check \`${keyword}\` in an answer: say it otherwise.`, at);
  return JSON.stringify(value);
}

function toPattern(pattern: string, at: string): string {
  try {
    return new RegExp(pattern, 'u').toString();
  } catch (error) {
    throw new UncheckedSchema(error instanceof Error ? error.message : String(error), at);
  }
}
