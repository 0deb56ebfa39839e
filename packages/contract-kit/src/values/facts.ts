import type { SchemaObject } from '../spec/spec.ts';
import { isEqual, isObject, type JsonType } from './json.ts';

/** What several schemas together say of one value. */
export interface Facts {
  /** The allowed types, in the order in which they are written; undefined for any. */
  types: readonly JsonType[] | undefined;
  /** The allowed values (`enum`, `const`); undefined for any. */
  values: readonly unknown[] | undefined;
  minLength: number;
  maxLength: number;
  patterns: readonly string[];
  formats: readonly string[];
  minimum: number;
  maximum: number;
  exclusiveMinimum: number;
  exclusiveMaximum: number;
  multiples: readonly number[];
  minItems: number;
  maxItems: number;
  unique: boolean;
  minProperties: number;
  maxProperties: number;
  required: readonly string[];
}

export function factsOf(owners: readonly SchemaObject[]): Facts {
  const high = (keyword: string, start: number) => Math.max(start, ...numbers(owners, keyword));
  const low = (keyword: string) => Math.min(Infinity, ...numbers(owners, keyword));
  const isInt32 = owners.some(({ format }) => format === 'int32');
  return {
    types: typesOf(owners),
    values: valuesOf(owners),
    minLength: high('minLength', 0),
    maxLength: low('maxLength'),
    patterns: texts(owners, 'pattern'),
    formats: texts(owners, 'format'),
    minimum: Math.max(high('minimum', -Infinity), isInt32 ? -(2 ** 31) : -Infinity),
    maximum: Math.min(low('maximum'), isInt32 ? 2 ** 31 - 1 : Infinity),
    exclusiveMinimum: high('exclusiveMinimum', -Infinity),
    exclusiveMaximum: low('exclusiveMaximum'),
    multiples: numbers(owners, 'multipleOf').filter((step) => step > 0),
    minItems: high('minItems', 0),
    maxItems: low('maxItems'),
    unique: owners.some(({ uniqueItems }) => uniqueItems === true),
    minProperties: high('minProperties', 0),
    maxProperties: low('maxProperties'),
    required: [...new Set(owners.flatMap(({ required }) => namesIn(required)))],
  };
}

export function namesIn(list: unknown): string[] {
  return Array.isArray(list) ? list.filter((name) => typeof name === 'string') : [];
}

/** The types that a `type` keyword lists. */
export function listTypes(type: unknown): JsonType[] {
  return (Array.isArray(type) ? type : type === undefined ? [] : [type]) as JsonType[];
}

/** The type that the keywords of schemas speak of, where none is written. */
export function guessTypes(owners: readonly SchemaObject[]): JsonType[] {
  const has = (...keywords: string[]) => owners.some((owner) => keywords.some((keyword) => Object.hasOwn(owner, keyword)));
  const guesses: [JsonType, boolean][] = [
    [
      'object',
      has('properties', 'required', 'additionalProperties', 'patternProperties', 'minProperties', 'maxProperties', 'propertyNames'),
    ],
    ['object', has('dependentRequired', 'dependentSchemas', 'unevaluatedProperties')],
    ['array', has('items', 'prefixItems', 'minItems', 'maxItems', 'uniqueItems', 'contains', 'unevaluatedItems')],
    [
      'string',
      has('minLength', 'maxLength', 'pattern') ||
        owners.some(({ format }) => typeof format === 'string' && !/^(int|float|double)/.test(format)),
    ],
    ['number', has('minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf')],
  ];
  const found = guesses.flatMap(([type, isMeant]) => (isMeant ? [type] : []));
  return [...new Set<JsonType>([...found, 'string', 'object', 'integer', 'array', 'boolean', 'null'])];
}

function typesOf(owners: readonly SchemaObject[]): JsonType[] | undefined {
  const lists = owners.flatMap(({ type }) => (type === undefined ? [] : [listTypes(type)]));
  return lists.length === 0 ? undefined : lists.reduce(intersect);
}

function intersect(some: JsonType[], others: JsonType[]): JsonType[] {
  return some.flatMap((type) => {
    if (others.includes(type)) return [type];
    if (type === 'integer' && others.includes('number')) return [type];
    return type === 'number' && others.includes('integer') ? ['integer' as const] : [];
  });
}

function valuesOf(owners: readonly SchemaObject[]): unknown[] | undefined {
  const lists = owners.flatMap((owner) => [
    ...(Array.isArray(owner['enum']) ? [owner['enum'] as unknown[]] : []),
    ...(Object.hasOwn(owner, 'const') ? [[owner['const']]] : []),
  ]);
  if (lists.length === 0) return undefined;
  return lists.reduce((some, others) => some.filter((value) => others.some((other) => isEqual(value, other))));
}

function numbers(owners: readonly SchemaObject[], keyword: string): number[] {
  return owners.map((owner) => owner[keyword]).filter((value) => typeof value === 'number');
}

function texts(owners: readonly SchemaObject[], keyword: string): string[] {
  return [...new Set(owners.map((owner) => owner[keyword]).filter((value) => typeof value === 'string'))];
}

/** The schemas under a keyword such as `properties`. */
export function namedSchemas(owner: SchemaObject, keyword: string): [name: string, schema: unknown][] {
  return isObject(owner[keyword]) ? Object.entries(owner[keyword]) : [];
}
