import { header, quote } from './emit.ts';
import { dereference, isObject, type JsonObject } from './json.ts';
import { operationsOf } from './operations.ts';
import { schemasOf } from './responses.ts';

/**
 * The schema of each JSON answer of each operation, reduced to what a validator needs: no words for people, no formats, each `$ref` a reference of
 * JavaScript, each pattern a RegExp. Throws if a schema says something that the client's validator could not check, so that nothing goes unchecked
 * without anybody knowing.
 */
export function emitSchemas(source: string, documents: ReadonlyMap<string, JsonObject>): string {
  const writer: Context['writer'] = new Map();
  const apis = [...documents].map(([api, document]) => {
    const operations = operationsOf(document).map(([id]) => {
      const statuses = schemasOf(document, id).map(
        ([status, schema]) => `${status}: ${emit({ api, document, writer, open: [] }, schema, id)}`,
      );
      return `        ${quote(id)}: { ${statuses.join(', ')} },\n`;
    });
    return `    ${quote(api)}: {\n${operations.join('')}    },\n`;
  });
  return [
    header(source),
    ...[...writer.values()].map(({ name, text }) => `const ${name}: unknown = ${text};`),
    '',
    `export const schemas: unknown = {\n${apis.join('')}};\n`,
  ].join('\n');
}

/** What of an API's answers the client could not check; undefined if there is nothing. */
export function whyUnchecked(api: string, document: JsonObject): string | undefined {
  try {
    emitSchemas('', new Map([[api, document]]));
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

interface Context {
  api: string;
  document: JsonObject;
  /** Named schemas by API and reference, each after those that it refers to, with the constants that hold them. */
  writer: Map<string, { name: string; text: string }>;
  /** Those that are being written, with their constants: a reference to one of them leads in a circle. */
  open: readonly { key: string; name: string }[];
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
  if (!isObject(schema)) throw new Error(`${at} is no schema.`);
  const { $ref, ...rest } = schema;
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
  const { api, document, writer, open } = context;
  const key = `${api} ${ref}`;
  const circle = open.find((each) => each.key === key);
  if (circle) return `{ get $ref() { return ${circle.name}; } }`;
  const known = writer.get(key);
  if (known) return known.name;
  const taken = [...writer.values(), ...open].map(({ name }) => name);
  let name = `${api}_${ref.split('/').at(-1)}`.replaceAll(/\W/g, '_');
  while (taken.includes(name)) name += '_';
  const text = emit({ ...context, open: [...open, { key, name }] }, dereference(document, { $ref: ref }), ref);
  writer.set(key, { name, text });
  return name;
}

function emitKeyword(context: Context, keyword: string, value: unknown, at: string): string {
  const kind = Object.hasOwn(keywords, keyword) ? keywords[keyword] : undefined;
  const below = (inner: unknown, key: string) => emit(context, inner, `${at}/${key}`);
  if (kind === 'schema') return below(value, keyword);
  if (kind === 'list' && Array.isArray(value)) return `[${value.map((inner) => below(inner, keyword)).join(', ')}]`;
  if (kind === 'map' && isObject(value)) {
    // Computed, because a quoted `__proto__` would set the prototype.
    return `{ ${Object.entries(value)
      .map(([key, inner]) => `${key === '__proto__' ? '["__proto__"]' : quote(key)}: ${below(inner, key)}`)
      .join(', ')} }`;
  }
  if (kind === 'pattern') return new RegExp(String(value), 'u').toString();
  const isComposite = kind === 'scalar' && [value].flat().some((item) => typeof item === 'object' && item !== null);
  if (kind === undefined || isComposite) throw new Error(`\`${keyword}\` of ${at} is nothing that the client can check in an answer.`);
  return JSON.stringify(value);
}
