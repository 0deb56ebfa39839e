import { childSchemas, facetsOf } from '../check/facets.ts';
import { createOwners, list } from '../coverage/occurrences.ts';
import type { Breach, Oracle } from '../oracle.ts';
import { valueAt } from '../spec/pointer.ts';
import type { Schema, Schemas } from '../spec/spec.ts';

/** How recorders blot out what is secret. */
const blot = /\*{3}|redacted/i;

/** Keywords that look at what an object or a list has, not at what its parts are. */
const shallow = new Set([
  'required',
  'additionalProperties',
  'unevaluatedProperties',
  'minProperties',
  'maxProperties',
  'dependentRequired',
  'minItems',
  'maxItems',
]);

/** Whether a value, or a part of it, was blotted out. */
export function isBlotted(value: unknown): boolean {
  if (typeof value === 'string') return blot.test(value);
  return typeof value === 'object' && value !== null && Object.values(value).some(isBlotted);
}

/**
 * Judges recorded values: what was blotted out is taken for good, and where no alternative of a schema fits, only the nearest one speaks, so that one
 * cause is told once.
 */
export function createLenientOracle(oracle: Oracle, schemas: Schemas): Oracle {
  const ownersOf = createOwners(schemas);
  const breaches = (schema: Schema, value: unknown) => {
    const all = tellingBreaches(oracle, ownersOf, schema, value).filter((breach) => !isExcused(breach, value));
    const own = all.filter((breach) => !isKnown(breach, schemas));
    return own.length > 0 ? own : all;
  };
  return { ...oracle, breaches, isValid: (schema, value) => oracle.isValid(schema, value) || breaches(schema, value).length === 0 };
}

function isExcused({ keyword, pointer }: Breach, value: unknown): boolean {
  const part = valueAt(value, pointer);
  if (typeof part !== 'object' || part === null) return isBlotted(part);
  return !shallow.has(keyword) && keyword !== 'type' && isBlotted(part);
}

/** What stands in a branch that does not fit counts as undescribed, although it is described: the breach within the branch says more. */
function isKnown({ owner, params }: Breach, schemas: Schemas): boolean {
  const name = params['unevaluatedProperty'];
  return typeof name === 'string' && childSchemas(facetsOf(owner, schemas), name).length > 0;
}

function tellingBreaches(oracle: Oracle, ownersOf: ReturnType<typeof createOwners>, schema: Schema, value: unknown): Breach[] {
  const breaches = oracle.breaches(schema, value);
  const choices = breaches.filter(({ keyword }) => keyword === 'oneOf' || keyword === 'anyOf');
  if (choices.length === 0) return breaches;
  const within = choices.flatMap(({ keyword, owner }) => list(owner, keyword).map((branch) => ownersOf(branch)));
  const outer = breaches.filter(({ owner }) => !within.some((owners) => owners.has(owner)));
  return outer.map((breach) => (choices.includes(breach) ? nearestOf(oracle, breach, value) : breach));
}

/** What keeps a value from the alternative that it comes nearest to, if it is one thing; else that it fits none. Constants tell alternatives apart. */
function nearestOf(oracle: Oracle, choice: Breach, value: unknown): Breach {
  const part = valueAt(value, choice.pointer);
  const judged = list(choice.owner, choice.keyword).map((branch) => oracle.breaches(branch, part));
  const distanceOf = (breaches: readonly Breach[]) =>
    breaches.length + (breaches.some(({ keyword }) => keyword === 'const' || keyword === 'enum') ? 0.5 : 0);
  const least = Math.min(...judged.map(distanceOf));
  const [nearest = [], ...others] = judged.filter((breaches) => distanceOf(breaches) === least);
  const [only] = nearest;
  return only && nearest.length === 1 && others.length === 0 ? { ...only, pointer: `${choice.pointer}${only.pointer}` } : choice;
}
