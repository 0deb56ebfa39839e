import { createOracle, type Breach, type Oracle } from '../oracle.ts';
import { SpecError, type Location } from '../spec/location.ts';
import type { Operation, Schema, Schemas, Spec } from '../spec/spec.ts';
import { createSameness } from './same.ts';

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
  isSame(before: Schema, after: Schema): boolean;
  /** Whether it is the first time that these two are met in this role: what operations share is compared once. */
  isFirst(role: string, before: Schema, after: Schema): boolean;
}

export function createSide({ schemas }: Spec): Side {
  return { schemas, oracle: createOracle(schemas) };
}

/** The operations that both contracts have: same method, same path below the server. What a path parameter is called does not matter. */
export function pairOperations(old: Spec, next: Spec): { pairs: Pair[]; removed: Operation[]; added: Operation[] } {
  const [before, after] = [createSide(old), createSide(next)];
  const isSame = createSameness(old.schemas, next.schemas);
  const isFirst = createMemory(old, next);
  const later = new Map(next.operations.map((operation) => [keyOf(operation), operation]));
  const earlier = new Set(old.operations.map(keyOf));
  const pairs = old.operations.flatMap((operation) => {
    const twin = later.get(keyOf(operation));
    return twin ? [{ id: twin.id, old: operation, next: twin, before, after, isSame, isFirst }] : [];
  });
  return {
    pairs,
    removed: old.operations.filter((operation) => !later.has(keyOf(operation))),
    added: next.operations.filter((operation) => !earlier.has(keyOf(operation))),
  };
}

function createMemory(old: Spec, next: Spec): Pair['isFirst'] {
  const met = new WeakMap<object, WeakMap<object, Set<string>>>();
  return (role, before, after) => {
    const [a, b] = [old.schemas.deref(before), next.schemas.deref(after)];
    if (typeof a === 'boolean' || typeof b === 'boolean') return true;
    const partners = met.get(a) ?? new WeakMap<object, Set<string>>();
    const roles = partners.get(b) ?? new Set<string>();
    met.set(a, partners.set(b, roles));
    return roles.size < roles.add(role).size;
  };
}

function keyOf({ method, template }: Operation): string {
  return `${method} ${template.replaceAll(/\{[^}]*\}/g, '{}')}`;
}

/** Where a breach's keyword is written; `fallback` for one that no schema of the contract holds (`false`). */
export function placeOf({ schemas }: Side, { owner, keyword }: Pick<Breach, 'owner' | 'keyword'>, fallback: Location): Location {
  try {
    return schemas.locate(owner, keyword);
  } catch (error) {
    // A boolean schema is no object that the contract could find again.
    if (error instanceof SpecError) throw error;
    return fallback;
  }
}
