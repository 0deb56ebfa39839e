import type { Schema } from '../spec/spec.ts';
import { accepts, build, createRun, type ValueContext } from './build.ts';
import type { Walk } from './exercise.ts';
import { isEqual } from './json.ts';
import { whyUnreadable } from './sample.ts';
import type { Unreachable, Variation } from './variation.ts';
import { visit } from './visit.ts';

/** More valid values are not varied. */
const maxBases = 12;

/**
 * Every keyword of a schema at its limits, on both sides: values that keep it, and values with exactly this one fault. What cannot be shown is
 * in `unreachable`, with the reason. `bases` are valid values of the whole, e.g. the contract's examples: they are varied, so that only one thing
 * differs from a request that is known to work; invalid ones are passed over. Deterministic; never throws.
 */
export function variations(
  schema: Schema,
  bases: readonly unknown[],
  context: ValueContext,
): { variations: Variation[]; unreachable: Unreachable[] } {
  const run = createRun(context);
  const walk: Walk = { run, schema, variations: [], unreachable: [], visits: new Map() };
  const problem = whyUnreadable(schema, context);
  const valid = problem === undefined ? bases.filter((base) => accepts(run, [schema], base)) : [];
  const distinct = valid.filter((base, index) => valid.findIndex((other) => isEqual(base, other)) === index);
  const built = distinct.length > 0 || problem !== undefined ? undefined : build(run, [schema]);
  const hosts = built === undefined ? distinct.slice(0, maxBases) : 'value' in built ? [built.value] : [];
  const reason = problem ?? (built && 'reason' in built ? built.reason : undefined);
  visit(walk, { entries: [schema], pointer: '', hosts, chain: [], above: new Set(), ...(reason !== undefined && { reason }) }, schema);
  return { variations: walk.variations, unreachable: walk.unreachable };
}
