import type { Location } from '../spec/location.ts';
import type { Operation, Schema, SchemaObject, Schemas } from '../spec/spec.ts';
import { keywordsOf } from './keyword.ts';

/** A keyword that a request must keep, where it is written. */
export interface Occurrence {
  keyword: string;
  /** The schema that holds it; undefined for what is no schema: `required` of a parameter or a body. */
  owner: SchemaObject | undefined;
  at: Location;
  /** Where else a case may say that it stands. */
  alsoAt: readonly Location[];
  /** What it is about, from the request's side: `body.tags[]`, `query.limit`. */
  path: string;
  sides: readonly ('pass' | 'fail')[];
}

const both = ['pass', 'fail'] as const;

/** Every keyword of every schema of a request, once each, and whether parameters and body are required. */
export function occurrencesOf(schemas: Schemas, operation: Operation): Occurrence[] {
  const found: Occurrence[] = [];
  const walk = createWalk(schemas, (schema, path) => found.push(...occurrencesIn(schemas, schema, path)));
  for (const parameter of operation.parameters) {
    const path = `${parameter.in}.${parameter.name}`;
    const required = { keyword: 'required', owner: undefined, at: parameter.at, alsoAt: [], path };
    // A path without one of its parameters is another path.
    if (parameter.required) found.push({ ...required, sides: parameter.in === 'path' ? ['pass'] : both });
    walk(parameter.schema, path);
  }
  const { body } = operation;
  const media = body?.content.map(({ at }) => at) ?? [];
  if (body?.required) found.push({ keyword: 'required', owner: undefined, at: body.at, alsoAt: media, path: 'body', sides: both });
  for (const { schema, mediaType } of body?.content ?? [])
    if (schema !== undefined) walk(schema, body?.content.length === 1 ? 'body' : `body(${mediaType})`);
  return found;
}

function occurrencesIn(schemas: Schemas, schema: SchemaObject, path: string): Occurrence[] {
  const ownerAt = schemas.locate(schema);
  return keywordsOf(schema).map((keyword) => {
    // `/items` of a list of lists is the place of a schema as well as of a keyword: there only the keyword counts.
    const alsoAt = ownerAt.pointer.endsWith(`/${keyword}`) ? [] : [ownerAt];
    return { keyword, owner: schema, at: schemas.locate(schema, keyword), alsoAt, path, sides: both };
  });
}

/** Tells a schema and every schema within it that a value must keep, and remembers it. */
export function createOwners(schemas: Schemas): (schema: Schema) => ReadonlySet<SchemaObject> {
  const known = new Map<Schema, Set<SchemaObject>>();
  return (schema) => {
    const owners = known.get(schema) ?? new Set();
    if (!known.has(schema)) createWalk(schemas, (owner) => owners.add(owner))(schema, '');
    known.set(schema, owners);
    return owners;
  };
}

/** Walks a schema; one that was walked before, which is also how a circle ends, is passed over. */
function createWalk(schemas: Schemas, visit: (schema: SchemaObject, path: string) => void): (schema: Schema, path: string) => void {
  const seen = new Set<SchemaObject>();
  const walk = (schema: Schema, path: string): void => {
    if (typeof schema === 'boolean' || seen.has(schema)) return;
    seen.add(schema);
    visit(schema, path);
    if (typeof schema['$ref'] === 'string') walk(schemas.named(schema['$ref']), path);
    for (const [part, partPath] of parts(schema, path)) walk(part, partPath);
  };
  return walk;
}

/**
 * The schemas within that a valid value must keep. What stands in `not`, `if` and `contains` need not be kept by any one value: there the keyword
 * itself is the sentence.
 */
function* parts(schema: SchemaObject, path: string): Generator<[Schema, string]> {
  for (const [name, part] of named(schema, 'properties')) yield [part, `${path}.${name}`];
  for (const [name, part] of named(schema, 'patternProperties')) yield [part, `${path}./${name}/`];
  for (const [name, part] of named(schema, 'dependentSchemas')) yield [part, `${path}(with ${name})`];
  for (const keyword of ['additionalProperties', 'unevaluatedProperties']) yield* one(schema, keyword, `${path}{}`);
  for (const keyword of ['items', 'unevaluatedItems']) yield* one(schema, keyword, `${path}[]`);
  yield* one(schema, 'propertyNames', `${path}{names}`);
  for (const keyword of ['then', 'else']) yield* one(schema, keyword, `${path}(${keyword})`);
  for (const [index, part] of list(schema, 'prefixItems').entries()) yield [part, `${path}[${index}]`];
  for (const keyword of ['allOf', 'anyOf', 'oneOf'])
    for (const [index, part] of list(schema, keyword).entries()) yield [part, `${path}(${keyword} ${index + 1})`];
}

function* one(schema: SchemaObject, keyword: string, path: string): Generator<[Schema, string]> {
  const part = schema[keyword];
  if (typeof part === 'object' && part !== null) yield [part as SchemaObject, path];
}

export function named(schema: SchemaObject, keyword: string): [string, Schema][] {
  return Object.entries((schema[keyword] ?? {}) as Record<string, Schema>);
}

export function list(schema: SchemaObject, keyword: string): readonly Schema[] {
  return (schema[keyword] ?? []) as readonly Schema[];
}
