import { isDeepStrictEqual } from 'node:util';
import { keysOf } from '../spec/pointer.ts';

export type JsonType = 'null' | 'boolean' | 'integer' | 'number' | 'string' | 'array' | 'object';
export type JsonObject = Readonly<Record<string, unknown>>;

/** `integer` for a number without a fraction, as JSON Schema counts it. */
export function typeOf(value: unknown): JsonType {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  if (typeof value === 'string') return 'string';
  return typeof value === 'boolean' ? 'boolean' : 'object';
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A copy with one property more, or another value for it. Also `__proto__` becomes a property like any other. */
export function withProperty(object: JsonObject, name: string, value: unknown): JsonObject {
  return Object.fromEntries([...Object.entries(object), [name, value]]);
}

/** A copy without these properties; the same object if it has none of them. */
export function withoutProperties(object: JsonObject, names: readonly string[]): JsonObject {
  if (!names.some((name) => Object.hasOwn(object, name))) return object;
  return Object.fromEntries(Object.entries(object).filter(([key]) => !names.includes(key)));
}

/** A copy of `root` with another value at `pointer`, which must lead to something. */
export function replaceAt(root: unknown, pointer: string, value: unknown): unknown {
  return replaceBelow(root, keysOf(pointer), value);
}

function replaceBelow(part: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  if (Array.isArray(part)) return part.with(Number(key), replaceBelow(part[Number(key)], rest, value));
  return isObject(part) ? withProperty(part, key, replaceBelow(part[key], rest, value)) : part;
}

/** Bytes of the value as JSON in UTF-8. */
export function bytesOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value) ?? '');
}

export function isEqual(one: unknown, other: unknown): boolean {
  return isDeepStrictEqual(one, other);
}

/** How many characters JSON Schema counts: code points, not UTF-16 units. */
export function lengthOf(text: string): number {
  return [...text].length;
}
