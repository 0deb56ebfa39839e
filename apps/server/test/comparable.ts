import type { Schema } from './examples.ts';

/** The value with each part that the contract marks `x-varies` replaced by the mark itself, so that the rest can be compared byte for byte. */
export function toComparable(value: unknown, schema: Schema): unknown {
  if (schema['x-varies']) return '(varies)';
  if (Array.isArray(value)) return value.map((item) => toComparable(item, schema.items ?? {}));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, toComparable(part, propertyOf(schema, key))]));
}

function propertyOf({ properties = {} }: Schema, key: string): Schema {
  return (Object.hasOwn(properties, key) && properties[key]) || {};
}
