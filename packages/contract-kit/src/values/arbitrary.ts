import fc from 'fast-check';
import type { Schema, SchemaObject } from '../spec/spec.ts';
import { accepts, build, createRun, keyOf, type Run, type ValueContext } from './build.ts';
import { alternatives, isReadOnly, schemasOfItem, schemasOfProperty } from './conjuncts.ts';
import { isEmptyText } from './expressible.ts';
import { factsOf, guessTypes, namedSchemas, type Facts } from './facts.ts';
import { textsOfFormat } from './format.ts';
import type { JsonType } from './json.ts';
import { snap, stepOf } from './number.ts';
import { witnesses } from './pattern.ts';
import { sample } from './sample.ts';
import { textsFor } from './text.ts';
import type { Variation } from './variation.ts';
import { variations } from './variations.ts';

/** Code points, which is what is counted; without the lone surrogates, which have no form in UTF-8. */
const characters = fc
  .oneof(fc.integer({ min: 0x20, max: 0x7e }), fc.integer({ min: 0, max: 0xd7ff }), fc.integer({ min: 0xe000, max: 0x10ffff }))
  .map((code) => String.fromCodePoint(code));
/** Below this many levels only small values are made. */
const maxDepth = 5;
/** Branches beyond these are not drawn from. */
const maxBranches = 12;
/** Schemas with more faults than this take too long to vary again for every value. */
const manyFaults = 300;
/** The same schema at the same depth is translated once. */
const byRun = new WeakMap<Run, Map<string, fc.Arbitrary<unknown>>>();

/**
 * Random valid values of a schema. Where a random one turns out to be invalid, one of `variations` stands in, so every value is valid.
 * Throws an `Error` with the reason when the schema has no valid value.
 */
export function arbitrary(schema: Schema, context: ValueContext): fc.Arbitrary<unknown> {
  const first = sample(schema, context);
  if ('reason' in first) throw new Error(`no valid value: ${first.reason}`);
  const run = createRun(context);
  let pool: unknown[] | undefined;
  const standIns = () =>
    (pool ??= [
      first.value,
      ...variations(schema, [], context)
        .variations.filter(({ side }) => side === 'pass')
        .map(({ value }) => value),
    ]);
  const isGood = (value: unknown) => accepts(run, [schema], value) && !(context.text === true && isEmptyText(value));
  return fc
    .tuple(valuesOf(run, [schema], 0), fc.nat())
    .map(([value, index]) => (isGood(value) ? value : standIns()[index % standIns().length]));
}

/** Random values with exactly one fault. Throws an `Error` when there is no valid value, or none that breaks the schema in a single way. */
export function faultyArbitrary(schema: Schema, context: ValueContext): fc.Arbitrary<Variation> {
  const faultsOf = (bases: readonly unknown[]) => variations(schema, bases, context).variations.filter(({ side }) => side === 'fail');
  const known = faultsOf([]);
  if (known.length === 0) throw new Error('no value breaks the schema in a single way');
  if (known.length > manyFaults) return fc.constantFrom(...known);
  return fc.tuple(arbitrary(schema, context), fc.nat()).map(([base, index]) => {
    const faults = faultsOf([base]);
    const all = faults.length > 0 ? faults : known;
    return all[index % all.length] as Variation;
  });
}

function valuesOf(run: Run, entries: readonly Schema[], depth: number): fc.Arbitrary<unknown> {
  const key = `${depth} ${keyOf(run, entries)}`;
  const known = arbitraries(run).get(key);
  if (known) return known;
  const branches = depth > maxDepth ? [] : [...alternatives(run.context.schemas, entries)].slice(0, maxBranches);
  const made = branches.length === 0 ? smallOf(run, entries) : fc.oneof(...branches.map((owners) => ofOwners(run, owners, depth)));
  arbitraries(run).set(key, made);
  return made;
}

/** The least value there is; where there is none, whoever asked makes do without. */
function smallOf(run: Run, entries: readonly Schema[]): fc.Arbitrary<unknown> {
  const built = build({ ...run, budget: 1000 }, entries);
  return fc.constant('value' in built ? built.value : null);
}

function arbitraries(run: Run): Map<string, fc.Arbitrary<unknown>> {
  const known = byRun.get(run) ?? new Map<string, fc.Arbitrary<unknown>>();
  byRun.set(run, known);
  return known;
}

function ofOwners(run: Run, owners: readonly SchemaObject[], depth: number): fc.Arbitrary<unknown> {
  const facts = factsOf(owners);
  if (facts.values) return facts.values.length > 0 ? fc.constantFrom(...facts.values) : fc.constant(null);
  const types = facts.types ?? guessTypes(owners).slice(0, owners.some((owner) => Object.keys(owner).length > 0) ? 1 : 3);
  return types.length === 0 ? fc.constant(null) : fc.oneof(...types.map((type) => ofType(run, type, owners, facts, depth)));
}

function ofType(run: Run, type: JsonType, owners: readonly SchemaObject[], facts: Facts, depth: number): fc.Arbitrary<unknown> {
  if (type === 'boolean') return fc.boolean();
  if (type === 'integer' || type === 'number') return numbersOf(facts, type === 'integer');
  if (type === 'string') return textsOf(facts);
  if (type === 'array') return arraysOf(run, owners, facts, depth);
  return type === 'object' ? objectsOf(run, owners, facts, depth) : fc.constant(null);
}

function numbersOf(facts: Facts, isInteger: boolean): fc.Arbitrary<number> {
  const step = stepOf(facts, isInteger);
  const low = Math.max(
    facts.minimum,
    facts.exclusiveMinimum,
    facts.maximum === Infinity && facts.exclusiveMaximum === Infinity ? -1e6 : -Infinity,
    -(2 ** 53) + 1,
  );
  const high = Math.min(facts.maximum, facts.exclusiveMaximum, Math.max(low, 0) + 1e6, 2 ** 53 - 1);
  if (low > high) return fc.constant(low);
  if (step === undefined) return fc.double({ min: low, max: high, noNaN: true }).map((value) => (Object.is(value, -0) ? 0 : value));
  const [first, last] = [Math.ceil(low / step), Math.floor(high / step)];
  return first > last || !Number.isSafeInteger(first)
    ? fc.constant(low)
    : fc.integer({ min: first, max: last }).map((turns) => snap(turns * step, step, Math.round));
}

function textsOf(facts: Facts): fc.Arbitrary<string> {
  const { minLength, patterns, formats } = facts;
  const max = Math.min(facts.maxLength, Math.max(minLength + 40, 40));
  if (minLength > max) return fc.constant('');
  const [pattern] = patterns;
  const made = [
    ...textsFor(facts),
    ...formats.flatMap((format) => textsOfFormat(format)),
    ...(pattern === undefined ? [] : witnesses(pattern, minLength, max, 20)),
  ];
  if (made.length > 0 && (pattern !== undefined || formats.some((format) => textsOfFormat(format).length > 0)))
    return fc.constantFrom(...made);
  return fc.array(characters, { minLength, maxLength: max, size: 'max' }).map((all) => all.join(''));
}

function arraysOf(run: Run, owners: readonly SchemaObject[], facts: Facts, depth: number): fc.Arbitrary<unknown> {
  const prefix = Math.max(0, ...owners.map(({ prefixItems }) => (Array.isArray(prefixItems) ? prefixItems.length : 0)));
  const min = Math.min(facts.minItems, 1000);
  const max = Math.max(min, Math.min(facts.maxItems, min + 4));
  const head = fc.tuple(
    ...Array.from({ length: Math.min(prefix, max) }, (_, index) => valuesOf(run, schemasOfItem(owners, index), depth + 1)),
  );
  const tail = fc.array(valuesOf(run, schemasOfItem(owners, prefix), depth + 1), {
    minLength: Math.max(0, min - prefix),
    maxLength: Math.max(0, max - prefix),
  });
  return prefix === 0 ? tail : fc.tuple(head, tail).map(([first, rest]) => [...first, ...rest]);
}

function objectsOf(run: Run, owners: readonly SchemaObject[], facts: Facts, depth: number): fc.Arbitrary<unknown> {
  const described = owners.flatMap((owner) => namedSchemas(owner, 'properties').map(([name]) => name));
  const names = [...new Set([...facts.required, ...described])].filter(
    (name) => !isReadOnly(run.context.schemas, schemasOfProperty(owners, name)),
  );
  const optional = fc.subarray(names.filter((name) => !facts.required.includes(name)));
  const parts = Object.fromEntries(names.map((name) => [name, valuesOf(run, schemasOfProperty(owners, name), depth + 1)]));
  return fc
    .tuple(fc.record(parts), optional)
    .map(([object, kept]) =>
      Object.fromEntries(Object.entries(object).filter(([name]) => facts.required.includes(name) || kept.includes(name))),
    );
}
