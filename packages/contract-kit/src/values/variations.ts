import type { Schema } from '../spec/spec.ts';
import { accepts, build, createRun, OutOfSteps, type ValueContext } from './build.ts';
import type { Focus, Walk } from './exercise.ts';
import { isEqual } from './json.ts';
import { whyUnreadable } from './sample.ts';
import type { Unreachable, Variation } from './variation.ts';
import { visit } from './visit.ts';

/** More valid values are not varied. */
const maxBases = 12;

/**
 * Every keyword of a schema at its limits, on both sides: values that keep it, and values with exactly this one fault. What cannot be shown is
 * in `unreachable`, with the reason. `bases` are valid values of the whole, e.g. the contract's examples: they are varied, so that only one thing
 * differs from a request that is known to work; invalid ones are passed over. With a `focus` only what it asks for is varied. Deterministic; never
 * throws: where the steps of the context run out, what was found until then is all there is, and there are none left.
 */
export function variations(
  schema: Schema,
  bases: readonly unknown[],
  context: ValueContext,
  focus?: Focus,
): { variations: Variation[]; unreachable: Unreachable[] } {
  const walk: Walk = { run: createRun(context), schema, variations: [], unreachable: [], visits: new Map(), ...(focus && { focus }) };
  try {
    walkAll(walk, bases);
  } catch (error) {
    if (!(error instanceof OutOfSteps)) throw error;
  }
  return { variations: walk.variations, unreachable: walk.unreachable };
}

function walkAll(walk: Walk, bases: readonly unknown[]): void {
  const { run, schema } = walk;
  const problem = whyUnreadable(schema, run.context);
  const valid = problem === undefined ? bases.filter((base) => accepts(run, [schema], base)) : [];
  const distinct = valid.filter((base, index) => valid.findIndex((other) => isEqual(base, other)) === index);
  const built = distinct.length > 0 || problem !== undefined ? undefined : build(run, [schema]);
  const hosts = built === undefined ? distinct.slice(0, maxBases) : 'value' in built ? [built.value] : [];
  const reason = problem ?? (built && 'reason' in built ? built.reason : undefined);
  visit(walk, { entries: [schema], pointer: '', hosts, chain: [], above: new Set(), ...(reason !== undefined && { reason }) }, schema);
}
