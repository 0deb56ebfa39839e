import type { Oracle } from '../oracle.ts';
import { child } from '../spec/pointer.ts';
import type { Schema, Schemas, SchemaObject } from '../spec/spec.ts';
import { isObject } from '../values/json.ts';
import { childSchemas, facetsOf } from './facets.ts';

export interface Difference {
  pointer: string;
  /** Undefined: nothing. */
  expected: unknown;
  actual: unknown;
}

export interface Comparison {
  schema: Schema | undefined;
  schemas: Schemas;
  oracle: Oracle;
}

/** Where two JSON values differ. The order of properties does not matter; a part whose schema says `x-varies` may be anything. */
export function differences(expected: unknown, actual: unknown, { schema, schemas, oracle }: Comparison): Difference[] {
  const compare = (one: unknown, other: unknown, described: readonly Schema[], pointer: string): Difference[] => {
    const facets = described.flatMap((part) => facetsOf(part, schemas, (branch) => oracle.isValid(branch, other)));
    if (other !== undefined && one !== undefined && varies(facets)) return [];
    const keys = keysOfBoth(one, other);
    if (!keys) return one === other ? [] : [{ pointer, expected: one, actual: other }];
    return keys.flatMap((key) => compare(partOf(one, key), partOf(other, key), childSchemas(facets, key), child(pointer, key)));
  };
  return compare(expected, actual, schema === undefined ? [] : [schema], '');
}

/** The value as text, without the parts that vary: two values are the same if their texts are. */
export function toStable(value: unknown, { schema, schemas, oracle }: Comparison): string {
  const blank = (part: unknown, described: readonly Schema[]): unknown => {
    const facets = described.flatMap((one) => facetsOf(one, schemas, (branch) => oracle.isValid(branch, part)));
    if (varies(facets)) return '(varies)';
    if (Array.isArray(part)) return part.map((item, index) => blank(item, childSchemas(facets, index)));
    if (!isObject(part)) return part;
    return Object.fromEntries(Object.entries(part).map(([key, property]) => [key, blank(property, childSchemas(facets, key))]));
  };
  return JSON.stringify(blank(value, schema === undefined ? [] : [schema]));
}

export function varies(facets: readonly SchemaObject[]): boolean {
  return facets.some((facet) => facet['x-varies'] === true);
}

function keysOfBoth(one: unknown, other: unknown): (string | number)[] | undefined {
  if (Array.isArray(one) && Array.isArray(other)) return [...(one.length > other.length ? one : other).keys()];
  if (isObject(one) && isObject(other)) return [...new Set([...Object.keys(one), ...Object.keys(other)])];
  return undefined;
}

function partOf(value: unknown, key: string | number): unknown {
  return Object.hasOwn(value as object, key) ? (value as Record<string | number, unknown>)[key] : undefined;
}
