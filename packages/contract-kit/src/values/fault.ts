import type { Breach } from '../oracle.ts';
import { keysOf, valueAt } from '../spec/pointer.ts';
import type { Schema, SchemaObject } from '../spec/spec.ts';
import { breachesOf, type Run } from './build.ts';
import { reachableFrom, schemasUnder } from './tree.ts';

/** A branch of a composition that stands between the root and a keyword. */
export interface Step {
  owner: SchemaObject;
  keyword: 'oneOf' | 'anyOf';
  branch: Schema;
  /** Where in the value the composition is judged. */
  pointer: string;
}

/** The one sentence that a value is to break. */
export interface Target {
  owner: SchemaObject;
  keyword: string;
  pointer: string;
  /** From the root inwards. */
  chain: readonly Step[];
  /** For keywords that the oracle reports under another name. */
  reportedAs: string;
}

/** What the oracle says below a composition is about its branches, of which one would have been enough. */
const wrappers = ['oneOf', 'anyOf', 'contains', 'not', 'if', 'propertyNames'];
const belowOf: Readonly<Record<string, readonly string[]>> = { if: ['then', 'else'] };

/** What the oracle says of `root`, when the target is all that is wrong with it; else in plain words why it is of no use. */
export function judge(run: Run, schema: Schema, root: unknown, target: Target): { breaches: readonly Breach[] } | { reason: string } {
  const breaches = breachesAt(run, schema, root, '');
  const reason = whyNot(run, breaches, root, target, target.chain);
  return reason === undefined ? { breaches } : { reason };
}

/** Names that an error may name: the property at fault and those around it, and what the failing branches of a composition speak of. */
export function fieldsOf({ chain, pointer, keyword }: Target, breaches: readonly Breach[], own: readonly string[] = []): string[] {
  const isComposed = chain.length > 0 || wrappers.includes(keyword) || breaches.some((breach) => wrappers.includes(breach.keyword));
  const top = chain[0]?.pointer ?? pointer;
  const others = isComposed ? breaches.filter((breach) => isBelow(breach.pointer, top)) : [];
  const pointers = new Set(others.map((breach) => breach.pointer));
  const named = [...others.flatMap(paramsOf), ...[...pointers].flatMap(namesOf)];
  return [...new Set([...own, ...namesOf(pointer), ...named])];
}

function whyNot(
  run: Run,
  breaches: readonly Breach[],
  root: unknown,
  target: Target,
  [step, ...rest]: readonly Step[],
): string | undefined {
  if (breaches.length === 0) return step ? 'another branch accepts it' : 'the contract accepts every such value';
  const outer = breaches.filter((breach) => !breaches.some((wrapper) => wrapper !== breach && explains(run, wrapper, breach, target)));
  const isWanted = (breach: Breach) =>
    step
      ? breach.owner === step.owner && breach.keyword === step.keyword && breach.pointer === step.pointer
      : breach.owner === target.owner && breach.keyword === target.reportedAs && breach.pointer === target.pointer;
  const other = outer.find((breach) => !isWanted(breach) && !isConsequence(breach, target));
  if (other) return `every such value breaks \`${other.keyword}\` as well`;
  if (!outer.some(isWanted)) return 'something else is broken before it';
  return step ? whyNot(run, breachesAt(run, step.branch, valueAt(root, step.pointer), step.pointer), root, target, rest) : undefined;
}

function explains(run: Run, wrapper: Breach, breach: Breach, target: Target): boolean {
  // What is said below `then` and `else` is the fault itself, unless the condition is what is to be broken.
  if (wrapper.keyword === 'if' && target.keyword !== 'if') return false;
  if (!wrappers.includes(wrapper.keyword) || !isBelow(breach.pointer, wrapper.pointer) || typeof wrapper.owner !== 'object') return false;
  return below(run, wrapper.owner, wrapper.keyword).has(breach.owner);
}

/** Breaking one sentence may make others untrue: those that say the same, and compositions that count on it. */
function isConsequence(breach: Breach, target: Target): boolean {
  if (breach.keyword.startsWith('unevaluated') || wrappers.includes(breach.keyword)) return isBelow(target.pointer, breach.pointer);
  return breach.keyword === target.reportedAs && breach.pointer === target.pointer;
}

function breachesAt(run: Run, schema: Schema, value: unknown, pointer: string): Breach[] {
  return breachesOf(run, schema, value).map((breach) => ({ ...breach, pointer: pointer + breach.pointer }));
}

function below(run: Run, owner: SchemaObject, keyword: string): Set<SchemaObject> {
  const byKeyword = run.below.get(owner) ?? new Map<string, Set<SchemaObject>>();
  run.below.set(owner, byKeyword);
  const { schemas } = run.context;
  const known = byKeyword.get(keyword);
  if (known) return known;
  const found = reachableFrom(
    schemas,
    (belowOf[keyword] ?? [keyword]).flatMap((key) => schemasUnder(schemas, owner, key)),
  );
  byKeyword.set(keyword, found);
  return found;
}

function isBelow(pointer: string, above: string): boolean {
  return pointer === above || pointer.startsWith(`${above}/`);
}

function paramsOf({ params }: Breach): string[] {
  return ['missingProperty', 'additionalProperty', 'unevaluatedProperty', 'propertyName']
    .map((key) => params[key])
    .filter((name) => typeof name === 'string');
}

/** The property names of a pointer, the last one first. */
function namesOf(pointer: string): string[] {
  return keysOf(pointer)
    .filter((key) => !/^\d+$/.test(key))
    .toReversed();
}
