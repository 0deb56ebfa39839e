import type { Breach, Oracle } from '../oracle.ts';
import type { Schema, SchemaObject, Schemas } from '../spec/spec.ts';
import { arraysFor } from './array.ts';
import { alternatives, type Force } from './conjuncts.ts';
import { factsOf, guessTypes, listTypes, type Facts } from './facts.ts';
import { isEqual, typeOf, type JsonType } from './json.ts';
import { isEmptyText, withoutReadOnly } from './expressible.ts';
import { numbersFor } from './number.ts';
import { objectsFor } from './object.ts';
import { textsFor } from './text.ts';

export interface ValueContext {
  schemas: Schemas;
  oracle: Oracle;
  /** The value travels as text (path, query, header, cookie, form): a wrong type must not be readable as a right one. */
  text?: boolean;
  /** How many more values may be judged, by all who share it; any number if absent. A count, unlike a clock, ends at the same value each time. */
  steps?: Steps;
}

export interface Steps {
  left: number;
}

/** No more values may be judged. */
export class OutOfSteps extends Error {
  override readonly name = 'OutOfSteps';
}

/** A value, or in plain words why there is none. */
export type Built = { value: unknown } | { reason: string };

/** What a value should be like, beyond being valid. */
export interface Wish {
  /** Is kept as far as possible. */
  known?: unknown;
  force?: readonly Force[];
  /** Properties that it must have. */
  need?: readonly string[];
  /** The number of items or properties that it must have. */
  count?: number;
  type?: JsonType;
  /** What must be true of it besides. */
  satisfies?: (value: unknown) => boolean;
  /** It need not be valid: it is judged elsewhere. */
  unverified?: boolean;
}

/** The state of one search for values. */
export interface Run {
  context: ValueContext;
  memo: Map<string, Built>;
  /** The searches that are going on: a finite value never needs to contain itself. */
  active: Set<string>;
  keys: Map<Schema, number>;
  /** How many more searches may begin: the end for schemas that lead nowhere in too many ways. */
  budget: number;
  /** How many searches were given up. */
  cuts: number;
  /** All schema objects below a keyword. */
  below: WeakMap<SchemaObject, Map<string, Set<SchemaObject>>>;
}

const plain = /^(type|enum|readOnly|writeOnly|x-.*)$/;

export function createRun(context: ValueContext): Run {
  return { context, memo: new Map(), active: new Set(), keys: new Map(), budget: 10_000, cuts: 0, below: new WeakMap() };
}

/** A small value for which all `entries` hold. */
export function build(run: Run, entries: readonly Schema[], wish: Wish = {}): Built {
  const isPlain = Object.keys(wish).length === 0;
  const key = `${isPlain} ${keyOf(run, entries)}`;
  const known = isPlain ? run.memo.get(key) : undefined;
  if (known) return known;
  if (run.active.has(key)) return cut(run, 'a value would have to contain itself, without end');
  if (run.budget-- <= 0) return cut(run, 'there are too many ways to try');
  const { cuts } = run;
  run.active.add(key);
  const built = search(run, entries, wish);
  run.active.delete(key);
  // A search that was cut short somewhere may succeed from another start.
  if (isPlain && ('value' in built || run.cuts === cuts)) run.memo.set(key, built);
  return built;
}

function cut(run: Run, reason: string): Built {
  run.cuts++;
  return { reason };
}

/** To be called before a value is judged. Throws `OutOfSteps`. */
export function spendStep({ context }: Run): void {
  if (context.steps && context.steps.left-- <= 0) throw new OutOfSteps();
}

/** Whether all of them hold for a value. Schemas that cannot be compiled hold for nothing. */
export function accepts(run: Run, entries: readonly Schema[], value: unknown): boolean {
  spendStep(run);
  try {
    return entries.every((entry) => holdsPlainly(entry, value) ?? run.context.oracle.isValid(entry, value));
  } catch {
    return false;
  }
}

/** Every breach; none where the schema cannot judge the value. */
export function breachesOf(run: Run, schema: Schema, value: unknown): Breach[] {
  spendStep(run);
  try {
    return run.context.oracle.breaches(schema, value);
  } catch {
    return [];
  }
}

/** What most schemas say is judged without compiling them, which takes a millisecond each; undefined for all others. */
function holdsPlainly(schema: Schema, value: unknown): boolean | undefined {
  if (typeof schema === 'boolean') return schema;
  if (Object.keys(schema).some((keyword) => !plain.test(keyword))) return undefined;
  const { type, enum: members } = schema;
  const names = listTypes(type);
  const isMember = !Array.isArray(members) || members.some((member) => isEqual(member, value));
  return isMember && (type === undefined || names.includes(typeOf(value)) || (typeof value === 'number' && names.includes('number')));
}

function search(run: Run, entries: readonly Schema[], wish: Wish): Built {
  let reason = 'its keywords contradict each other';
  for (const owners of alternatives(run.context.schemas, entries, wish.force))
    for (const candidate of candidates(run, owners, wish)) {
      if ('reason' in candidate) reason = candidate.reason;
      else if (isWanted(run, entries, candidate.value, wish)) return candidate;
    }
  return { reason };
}

function isWanted(run: Run, entries: readonly Schema[], value: unknown, { unverified, satisfies }: Wish): boolean {
  if (run.context.text && isEmptyText(value)) return false;
  return (unverified === true || accepts(run, entries, value)) && (satisfies?.(value) ?? true);
}

function* candidates(run: Run, owners: readonly SchemaObject[], wish: Wish): Generator<Built> {
  const facts = factsOf(owners);
  const isFree = !wish.force && !wish.need && wish.count === undefined && wish.type === undefined && wish.known === undefined;
  if (isFree)
    for (const value of owners.flatMap((owner) => run.context.schemas.examplesOf(owner)))
      yield { value: withoutReadOnly(run, owners, value) };
  if (facts.values) {
    for (const value of facts.values) yield { value };
    if (facts.values.length === 0) yield { reason: 'no value is in all of its enumerations' };
    return;
  }
  const types = facts.types ?? guessTypes(owners);
  if (types.length === 0) yield { reason: 'its types exclude each other' };
  const ordered = [...types.filter((type) => type !== 'null'), ...types.filter((type) => type === 'null')];
  for (const type of wish.type ? [wish.type] : ordered) yield* candidatesOf(run, type, owners, facts, wish);
}

function* candidatesOf(run: Run, type: JsonType, owners: readonly SchemaObject[], facts: Facts, wish: Wish): Generator<Built> {
  if (type === 'null') yield { value: null };
  if (type === 'boolean') yield* [{ value: true }, { value: false }];
  if (type === 'integer') yield* numbersFor(facts, true).map((value) => ({ value }));
  if (type === 'number') yield* numbersFor(facts, false).map((value) => ({ value }));
  if (type === 'object') yield* objectsFor(run, owners, facts, wish);
  if (type === 'array') yield* arraysFor(run, owners, facts, wish);
  if (type !== 'string') return;
  const texts = textsFor(run.context.text && facts.minLength === 0 ? { ...facts, minLength: 1 } : facts);
  yield* texts.map((value) => ({ value }));
  if (texts.length === 0) yield { reason: 'no text was found that keeps its length, pattern and format together' };
}

/** Names a list of schemas within one search. */
export function keyOf(run: Run, entries: readonly Schema[]): string {
  const number = (schema: Schema) => {
    const known = run.keys.get(schema);
    if (known !== undefined) return known;
    run.keys.set(schema, run.keys.size);
    return run.keys.size - 1;
  };
  return entries.map(number).join(' ');
}
