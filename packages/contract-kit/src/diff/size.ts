import type { Schema, SchemaObject, Schemas } from '../spec/spec.ts';
import { schemasUnder } from '../values/tree.ts';

/** Larger ones are all alike. */
const most = 400;
const sizes = new WeakMap<SchemaObject, number>();

/** How many schemas a schema consists of, what it refers to included: the more, the longer it takes to judge by it. */
export function sizeOf(schemas: Schemas, schema: Schema): number {
  if (typeof schema === 'boolean') return 0;
  const known = sizes.get(schema);
  if (known !== undefined) return known;
  const found = new Set([schema]);
  // A Set yields what was added while it is walked.
  for (const owner of found) {
    if (found.size > most) break;
    for (const keyword of Object.keys(owner))
      for (const part of schemasUnder(schemas, owner, keyword)) if (typeof part === 'object') found.add(part);
  }
  sizes.set(schema, found.size);
  return found.size;
}
