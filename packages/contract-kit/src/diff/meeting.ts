import { get } from '../spec/graph.ts';
import { keysOf } from '../spec/pointer.ts';
import type { Origin, Schema, SchemaObject } from '../spec/spec.ts';
import { isEqual } from '../values/json.ts';
import { directionOfPart, directionOfWords, join, neither, senseOf, type Direction, type Sense } from './direction.ts';
import { differingWords, partsOf } from './parts.ts';
import type { Side } from './side.ts';

/** Two schemas that stand for the same thing in the two contracts, and where to go on. */
export interface Meeting {
  before: Schema;
  after: Schema;
  /** Keywords that differ, and pointers to schemas that only one of them has. */
  parts: { before: ReadonlySet<string>; after: ReadonlySet<string> };
  direction: Direction;
  /** What becomes of the whole where it forbids all properties that no branch names. */
  counted: Direction;
  /** Whether they forbid what no branch of them names. */
  counts: boolean;
  /** Extensions that differ and say something to clients. */
  extensions: readonly string[];
  steps: readonly Step[];
}

export interface Step {
  to: Meeting;
  sense: Sense;
  /** The part of the value that the schemas are about; undefined for the same one. */
  key?: string | undefined;
  /** The schemas are about a part that no key leads to: the pointer to them. */
  inside?: string | undefined;
}

/** They say nothing about values, but clients are made by them. */
const telling = ['x-client-name', 'x-lifetime', 'x-jwks'];

/** Whether two places of the contracts say the same, references included. */
export type Unchanged = (before: Origin, after: Origin) => boolean;

/** Of two schemas that say the same, word by word. */
const alike: Meeting = {
  before: true,
  after: true,
  parts: { before: new Set(), after: new Set() },
  direction: neither,
  counted: neither,
  counts: false,
  extensions: [],
  steps: [],
};

interface Registry {
  old: Side;
  next: Side;
  isUnchanged: Unchanged;
  known: WeakMap<object, WeakMap<object, Meeting>>;
}

/** The meeting of two schemas: one object, however often the two are met. */
export function createMeetings(old: Side, next: Side, isUnchanged: Unchanged): (before: Schema, after: Schema) => Meeting {
  const registry: Registry = { old, next, isUnchanged, known: new WeakMap() };
  return (before, after) => meet(registry, before, after);
}

function meet(registry: Registry, one: Schema, other: Schema): Meeting {
  const { old, next, known } = registry;
  const [before, after] = [old.schemas.deref(one), next.schemas.deref(other)];
  if (typeof before === 'boolean' || typeof after === 'boolean') return meetAnswer(before, after);
  const partners = known.get(before) ?? new WeakMap<object, Meeting>();
  const met = partners.get(after);
  if (met) return met;
  const meeting = isSameText(registry, before, after) ? alike : { ...alike, before, after };
  // Before anything below is compared, for it may lead back here.
  known.set(before, partners.set(after, meeting));
  return meeting === alike ? alike : Object.assign(meeting, compare(registry, before, after));
}

function isSameText({ old, next, isUnchanged }: Registry, before: SchemaObject, after: SchemaObject): boolean {
  const [from, to] = [old.schemas.originOf(before), next.schemas.originOf(after)];
  return from !== undefined && to !== undefined && from.purpose === to.purpose && isUnchanged(from, to);
}

function compare(registry: Registry, before: SchemaObject, after: SchemaObject): Partial<Meeting> {
  const { old, next } = registry;
  const words = [...differingWords(before, after), ...(hasOtherDefault(registry, before, after) ? ['default'] : [])];
  const [left, right] = [withTarget(before, old), withTarget(after, next)];
  const pairs = pairParts(textsOf(left, old), textsOf(right, next));
  const [froms, tos] = [new Set(pairs.map(([from]) => from)), new Set(pairs.map(([, to]) => to))];
  const gone = [...left.keys()].filter((pointer) => !froms.has(pointer));
  const come = [...right.keys()].filter((pointer) => !tos.has(pointer));
  const steps = pairs.flatMap(([from, to]): Step[] => {
    const meeting = meet(registry, left.get(from) ?? true, right.get(to) ?? true);
    return meeting === alike ? [] : [{ to: meeting, ...stepInto(to, before, after) }];
  });
  return { ...describe(before, after, words, gone, come), steps };
}

/** Whoever leaves it out means something else by that. */
function hasOtherDefault({ old, next }: Registry, before: SchemaObject, after: SchemaObject): boolean {
  const [was, is] = [defaultOf(old, before), defaultOf(next, after)];
  return was !== undefined && !isEqual(was, is);
}

function meetAnswer(before: Schema, after: Schema): Meeting {
  const direction = { refuses: before !== false && after !== true, accepts: after !== false && before !== true, names: false };
  return before === after ? alike : { ...alike, before, after, direction, counted: direction };
}

function describe(before: SchemaObject, after: SchemaObject, words: readonly string[], gone: readonly string[], come: readonly string[]) {
  const counts = [before, after].some((schema) => 'unevaluatedProperties' in schema || 'unevaluatedItems' in schema);
  const directionIf = (isCounted: boolean) =>
    join(
      directionOfWords(before, after, words),
      ...gone.map((pointer) => directionOfPart(keysOf(pointer)[0] ?? '', after, false, isCounted)),
      ...come.map((pointer) => directionOfPart(keysOf(pointer)[0] ?? '', before, true, isCounted)),
    );
  return {
    parts: { before: new Set([...words, ...gone]), after: new Set([...words, ...come]) },
    direction: directionIf(counts),
    counted: directionIf(true),
    counts,
    extensions: telling.filter((name) => !isEqual(before[name], after[name])),
  };
}

export function defaultOf({ schemas }: Side, schema: SchemaObject): unknown {
  const origin = schemas.originOf(schema);
  return origin && get(origin.node, 'default').value;
}

function withTarget(schema: SchemaObject, { schemas }: Side): Map<string, Schema> {
  const parts = partsOf(schema);
  return typeof schema['$ref'] === 'string' ? parts.set('/$ref', schemas.named(schema['$ref'])) : parts;
}

/** What is written at each pointer. */
function textsOf(parts: ReadonlyMap<string, Schema>, { schemas }: Side): Map<string, unknown> {
  return new Map([...parts].map(([pointer, part]) => [pointer, typeof part === 'boolean' ? part : schemas.originOf(part)?.node.value]));
}

/** Pointers that belong together: the same ones. Where alternatives were added or removed, those with the same text. */
function pairParts(left: ReadonlyMap<string, unknown>, right: Map<string, unknown>): [from: string, to: string][] {
  const isShifted = (keyword: string) => countOf(left, keyword) !== countOf(right, keyword);
  const shifted = ['allOf', 'anyOf', 'oneOf'].filter(isShifted);
  const free = new Map(right);
  return [...left].flatMap(([pointer, text]): [string, string][] => {
    const keyword = keysOf(pointer)[0] ?? '';
    const isTwin = ([other, its]: [string, unknown]) => keysOf(other)[0] === keyword && isEqual(text, its);
    const to = shifted.includes(keyword) ? [...free].find(isTwin)?.[0] : right.has(pointer) ? pointer : undefined;
    if (to !== undefined) free.delete(to);
    return to === undefined ? [] : [[pointer, to]];
  });
}

function countOf(parts: ReadonlyMap<string, unknown>, keyword: string): number {
  return [...parts.keys()].filter((pointer) => pointer.startsWith(`/${keyword}/`)).length;
}

function stepInto(pointer: string, before: SchemaObject, after: SchemaObject): Omit<Step, 'to'> {
  const [keyword = '', name] = keysOf(pointer);
  const sense = senseOf(keyword, before, after);
  if (keyword === 'properties') return { sense, key: name };
  if (keyword === 'items' && !before['prefixItems'] && !after['prefixItems']) return { sense, key: '*' };
  return ['$ref', 'allOf', 'anyOf', 'oneOf', 'then', 'else'].includes(keyword) ? { sense } : { sense, inside: pointer };
}
