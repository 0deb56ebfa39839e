import { keysOf } from '../spec/pointer.ts';
import type { Schema, SchemaObject } from '../spec/spec.ts';
import { partsOf, wordsOf } from './parts.ts';
import type { Pair } from './side.ts';

/** Two schemas of one part of a value that differ, as near to the difference as can be said. */
export interface Spot {
  /** The keys that lead to the part; `*` for any item. */
  path: readonly string[];
  before: Schema;
  after: Schema;
}

/** Where the difference lies: below properties and items as long as nothing else differs, so that only there values need to be varied. */
export function narrow(pair: Pair, before: Schema, after: Schema, path: readonly string[] = []): Spot[] {
  const here = [{ path, before, after }];
  const [old, next] = [pair.before.schemas.deref(before), pair.after.schemas.deref(after)];
  if (typeof old === 'boolean' || typeof next === 'boolean' || path.length > 20 || wordsOf(old) !== wordsOf(next)) return here;
  const [left, right] = [partsOf(old), partsOf(next)];
  const differing = [...left].filter(([pointer, part]) => !isSameAt(pair, part, right.get(pointer)));
  const isPlain = left.size === right.size && !hasRef(old) && !hasRef(next) && differing.length > 0;
  if (!isPlain || !differing.every(([pointer]) => right.has(pointer) && stepOf(pointer) !== undefined)) return here;
  return differing.flatMap(([pointer, part]) => narrow(pair, part, right.get(pointer) ?? true, [...path, stepOf(pointer) ?? '']));
}

function isSameAt({ isSame }: Pair, part: Schema, other: Schema | undefined): boolean {
  return other !== undefined && isSame(part, other);
}

function hasRef(schema: SchemaObject): boolean {
  return schema['$ref'] !== undefined;
}

function stepOf(pointer: string): string | undefined {
  const [keyword, name] = keysOf(pointer);
  if (keyword === 'items') return '*';
  return keyword === 'properties' ? name : undefined;
}
