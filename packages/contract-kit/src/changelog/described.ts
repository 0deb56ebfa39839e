import type { Location } from '../spec/location.ts';
import type { Schema, SchemaObject, Schemas } from '../spec/spec.ts';
import { factsOf, namedSchemas, type Facts } from '../values/facts.ts';
import { typeOf, type JsonType } from '../values/json.ts';

/** What one version of a contract says of one part of a value. */
export interface Described extends Facts {
  schemas: Schemas;
  hidden: Hidden | undefined;
  /** What the contract says of it, as it is written. */
  sources: readonly Schema[];
  /** The schemas that the part has to keep, whatever else it keeps. */
  owners: readonly SchemaObject[];
  /** Without `null`; undefined for any. */
  kinds: readonly JsonType[] | undefined;
  isNullable: boolean;
  /** Nothing may stand there but what has a name. */
  isClosed: boolean;
  /** By name. */
  properties: ReadonlyMap<string, Schema[]>;
  /** Of the items of a list, and of what has no name of its own. */
  items: readonly Schema[];
  others: readonly Schema[];
  /** What cannot be told in a few words: alternatives, conditions. As text, to be compared. */
  rest: string;
  /** It has more of that than alternatives. */
  isComplex: boolean;
}

const complex = ['anyOf', 'oneOf', 'not', 'if', 'then', 'else', 'contains', 'minContains', 'maxContains', 'prefixItems'];
const rare = ['dependentRequired', 'dependentSchemas', 'propertyNames', 'patternProperties', 'unevaluatedItems', 'contentSchema'];

/** What does not travel in a direction: `readOnly` in a request, `writeOnly` in an answer. */
export type Hidden = 'readOnly' | 'writeOnly';

export function describe(schemas: Schemas, all: readonly Schema[], hidden?: Hidden): Described {
  const owners = all.flatMap((schema) => ownersOf(schemas, schema));
  const facts = factsOf(owners);
  const types = facts.types ?? (facts.values && [...new Set(facts.values.map(typeOf))]);
  return {
    ...facts,
    schemas,
    hidden,
    sources: all,
    owners,
    kinds: types?.filter((type) => type !== 'null'),
    isNullable: types === undefined || types.includes('null'),
    isClosed: owners.some(
      (owner) => owner['additionalProperties'] === false || (owner['unevaluatedProperties'] === false && isWritten(schemas, owner)),
    ),
    properties: propertiesOf(schemas, owners, hidden),
    items: owners.flatMap((owner) => schemaAt(owner, 'items')),
    others: owners.flatMap((owner) => schemaAt(owner, 'additionalProperties')),
    rest: toText(schemas, owners),
    isComplex: owners.some((owner) =>
      [...complex, ...rare].some((keyword) => keyword in owner && keyword !== 'anyOf' && keyword !== 'oneOf'),
    ),
  };
}

/** A schema, what it refers to, and all parts of `allOf`. */
function ownersOf(schemas: Schemas, schema: Schema, seen = new Set<SchemaObject>()): SchemaObject[] {
  if (typeof schema === 'boolean' || seen.has(schema)) return [];
  seen.add(schema);
  const target = typeof schema['$ref'] === 'string' ? ownersOf(schemas, schemas.named(schema['$ref']), seen) : [];
  const parts = Array.isArray(schema['allOf']) ? (schema['allOf'] as Schema[]).flatMap((part) => ownersOf(schemas, part, seen)) : [];
  return [schema, ...target, ...parts];
}

function propertiesOf(schemas: Schemas, owners: readonly SchemaObject[], hidden: Hidden | undefined): Map<string, Schema[]> {
  const found = new Map<string, Schema[]>();
  for (const [name, schema] of owners.flatMap((owner) => namedSchemas(owner, 'properties')))
    if (schema !== false) found.set(name, [...(found.get(name) ?? []), schema as Schema]);
  const isHidden = (all: readonly Schema[]) =>
    hidden !== undefined && all.flatMap((schema) => ownersOf(schemas, schema)).some((owner) => owner[hidden] === true);
  return new Map([...found].filter(([, all]) => !isHidden(all)));
}

function schemaAt(owner: SchemaObject, keyword: string): Schema[] {
  const schema = owner[keyword];
  return typeof schema === 'object' && schema !== null ? [schema as SchemaObject] : [];
}

/** Whether the contract itself closes it: the loader closes answers that do not say. */
function isWritten(schemas: Schemas, owner: SchemaObject): boolean {
  const isSame = (one: Location, other: Location) => one.line === other.line && one.column === other.column;
  return !isSame(schemas.locate(owner), schemas.locate(owner, 'unevaluatedProperties'));
}

function toText(schemas: Schemas, owners: readonly SchemaObject[]): string {
  const parts = owners.flatMap((owner) =>
    [...complex, ...rare].flatMap((keyword) => (keyword in owner ? [[keyword, expand(schemas, owner[keyword], 0)]] : [])),
  );
  return JSON.stringify(parts.toSorted());
}

/** What a schema says, as a text that does not depend on what components are called. */
export function textOf(schemas: Schemas, schema: Schema): string {
  return JSON.stringify(expand(schemas, schema, 0));
}

/** Without the names of components; deep enough to tell two apart. */
function expand(schemas: Schemas, value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null || depth > 12) return value;
  if (Array.isArray(value)) return value.map((part: unknown) => expand(schemas, part, depth + 1));
  const { $ref: ref, ...own } = value as SchemaObject;
  const entries = Object.entries(own)
    .filter(([key]) => !key.startsWith('x-'))
    .map(([key, part]) => [key, expand(schemas, part, depth + 1)]);
  const target = typeof ref === 'string' ? [['$ref', expand(schemas, schemas.named(ref), depth + 1)]] : [];
  return Object.fromEntries([...entries, ...target].toSorted());
}
