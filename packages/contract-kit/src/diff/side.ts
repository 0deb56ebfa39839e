import { createOracle, type Oracle } from '../oracle.ts';
import type { Operation, Schema, Schemas, Spec } from '../spec/spec.ts';
import { createDifferences, type Differences } from './differences.ts';
import type { Unchanged } from './meeting.ts';

/** One version of a contract. */
export interface Side {
  schemas: Schemas;
  oracle: Oracle;
}

/** An operation in both versions. */
export interface Pair {
  /** Its id now. */
  id: string;
  old: Operation;
  next: Operation;
  before: Side;
  after: Side;
  differences: Differences;
}

/** What was compiled for one comparison is of use for the next, with the same old contract. */
const known = new WeakMap<Schemas, Side>();

export function sideOf({ schemas }: Spec): Side {
  const side = known.get(schemas) ?? { schemas, oracle: createOracle(schemas) };
  known.set(schemas, side);
  return side;
}

/** Whether a schema holds for a value; it does not for one that it cannot judge. */
export function holds({ oracle }: Side, schema: Schema, value: unknown): boolean {
  try {
    return oracle.isValid(schema, value);
  } catch {
    return false;
  }
}

/** What both versions have, what only the old one has, and what only the new one has. */
export interface Pairing {
  pairs: Pair[];
  removed: Operation[];
  added: Operation[];
}

/** What two contracts have in common as a whole. */
export type Sides = Pick<Pair, 'before' | 'after' | 'differences'>;

export function pairSides(old: Spec, next: Spec, isUnchanged: Unchanged): Sides {
  const [before, after] = [sideOf(old), sideOf(next)];
  return { before, after, differences: createDifferences(before, after, isUnchanged) };
}

/** The operations that both lists have: same method, same path below the server. What a path parameter is called does not matter. */
export function pairOperations(old: readonly Operation[], next: readonly Operation[], sides: Sides): Pairing {
  const later = new Map(next.map((operation) => [keyOf(operation), operation]));
  const earlier = new Set(old.map(keyOf));
  const pairs = old.flatMap((operation) => {
    const twin = later.get(keyOf(operation));
    return twin ? [{ id: twin.id, old: operation, next: twin, ...sides }] : [];
  });
  return {
    pairs,
    removed: old.filter((operation) => !later.has(keyOf(operation))),
    added: next.filter((operation) => !earlier.has(keyOf(operation))),
  };
}

function keyOf({ method, template }: Operation): string {
  return `${method} ${template.replaceAll(/\{[^}]*\}/g, '{}')}`;
}
