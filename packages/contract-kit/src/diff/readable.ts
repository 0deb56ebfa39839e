import { SpecError, type Location } from '../spec/location.ts';
import type { Schema } from '../spec/spec.ts';
import { whyUnreadable } from '../values/sample.ts';
import { reachableFrom } from '../values/tree.ts';
import type { Side } from './side.ts';

export function isReadable(side: Side, schema: Schema): boolean {
  return typeof schema === 'boolean' || whyUnreadable(schema, side) === undefined;
}

/** Throws a `SpecError` when values cannot be judged by a schema, e.g. for a `type` that there is not: with the place of the least part of it. */
export function checkReadable(side: Side, schema: Schema, at: Location): void {
  if (isReadable(side, schema)) return;
  const broken = [...reachableFrom(side.schemas, [schema])].findLast((part) => !isReadable(side, part));
  const reason = broken && whyUnreadable(broken, side);
  throw new SpecError(reason ?? 'the schema cannot be read', broken ? side.schemas.locate(broken) : at);
}
