import type { Schema, Schemas } from '../spec/spec.ts';
import { isEqual } from '../values/json.ts';
import { alternativesOf, choiceOf, compareChoices } from './alternatives.ts';
import { describe, type Described, type Hidden } from './described.ts';

/** Which fact it is. */
export type Aspect =
  | 'property'
  | 'required'
  | 'closed'
  | 'kinds'
  | 'null'
  | 'values'
  | 'rest'
  | 'patterns'
  | 'formats'
  | 'multiples'
  | 'unique'
  | Limit;
const floors = ['minLength', 'minimum', 'exclusiveMinimum', 'minItems', 'minProperties'] as const;
const ceilings = ['maxLength', 'maximum', 'exclusiveMaximum', 'maxItems', 'maxProperties'] as const;
export type Limit = (typeof floors)[number] | (typeof ceilings)[number];

/** One fact that two versions of a contract tell differently. */
export interface Difference {
  /** What leads to the part: names; `[]` for any item, `*` for any name. */
  path: readonly string[];
  aspect: Aspect;
  /** Of `property` and `required`. */
  name?: string;
  /** Whether less is allowed now, or more. `other`: something else, or nobody can tell. */
  direction: 'narrower' | 'wider' | 'other';
  before: Described;
  after: Described;
}

export interface Version {
  schemas: Schemas;
  schema: Schema;
  hidden?: Hidden;
}

/** A part of a value in both versions. */
export interface Part {
  path: readonly string[];
  before: Described;
  after: Described;
}

/** Every part that both versions describe, the whole first. */
export function partsOf(before: Version, after: Version): Part[] {
  const parts: Part[] = [{ path: [], before: describeVersion(before), after: describeVersion(after) }];
  const seen = new Set<string>();
  // An array yields what was added while it is walked.
  for (const part of parts) {
    const way = part.path.length > 3 ? '' : part.path.join('/');
    const key = `${way} ${identityOf(part)}`;
    if (part.path.length > 8 || seen.has(key)) continue;
    seen.add(key);
    parts.push(...below(part));
  }
  return parts;
}

/** Two parts that the same schemas describe have the same below them: what refers to itself ends here. */
function identityOf({ before, after }: Part): string {
  const placesOf = ({ owners, schemas }: Described) =>
    owners.map((owner) => schemas.locate(owner)).map(({ file, pointer }) => `${file}#${pointer}`);
  return JSON.stringify([placesOf(before), placesOf(after)]);
}

function describeVersion({ schemas, schema, hidden }: Version): Described {
  return describe(schemas, [schema], hidden);
}

function below({ path, before, after }: Part): Part[] {
  const to = (name: string, old: readonly Schema[], next: readonly Schema[]): Part => {
    return {
      path: [...path, name],
      before: describe(before.schemas, old, before.hidden),
      after: describe(after.schemas, next, after.hidden),
    };
  };
  // What has no name in an open object is not described, but may be there.
  const isIn = ({ properties, isClosed }: Described, name: string) => properties.has(name) || !isClosed;
  const names = [...new Set([...before.properties.keys(), ...after.properties.keys()])];
  const shared = names.filter((name) => isIn(before, name) && isIn(after, name));
  return [
    ...shared.map((name) => to(name, before.properties.get(name) ?? before.others, after.properties.get(name) ?? after.others)),
    ...(before.items.length + after.items.length > 0 ? [to('[]', before.items, after.items)] : []),
    ...(before.others.length + after.others.length > 0 ? [to('*', before.others, after.others)] : []),
  ];
}

export function differencesIn({ path, before, after }: Part): Difference[] {
  const of = (aspect: Aspect, direction: Difference['direction'], name?: string): Difference => ({
    path,
    aspect,
    direction,
    before,
    after,
    ...(name !== undefined && { name }),
  });
  const kinds = directionOf(before.kinds, after.kinds, hasKind);
  // What is of another kind has nothing else in common.
  if (kinds === 'other' && !before.kinds?.some((kind) => hasKind(after.kinds ?? [], kind))) return [of('kinds', 'other')];
  return [
    ...(kinds ? [of('kinds', kinds)] : []),
    ...(before.isNullable !== after.isNullable && before.kinds && after.kinds ? [of('null', after.isNullable ? 'wider' : 'narrower')] : []),
    ...[...propertyDifferences(before, after)].map(([aspect, direction, name]) => of(aspect, direction, name)),
    ...[...limitDifferences(before, after)].map(([aspect, direction]) => of(aspect, direction)),
    ...(['patterns', 'formats', 'multiples'] as const).flatMap((aspect) => {
      const [old, next] = [before[aspect], after[aspect]];
      if (isEqual(old, next)) return [];
      return [of(aspect, old.length === 0 ? 'narrower' : next.length === 0 ? 'wider' : 'other')];
    }),
    ...(before.rest === after.rest ? [] : [of('rest', directionOfRest(before, after))]),
  ];
}

/** Where only alternatives differ that say what must be there, it can be told; where not, not. */
function directionOfRest(before: Described, after: Described): Difference['direction'] {
  const [was, is] = [choiceOf(before), choiceOf(after)];
  const isChoice = (was || alternativesOf(before).length === 0) && (is || alternativesOf(after).length === 0);
  return isChoice && (was || is) && !before.isComplex && !after.isComplex ? compareChoices(was, is) : 'other';
}

function* propertyDifferences(before: Described, after: Described): Generator<[Aspect, Difference['direction'], string?]> {
  const [old, next] = [before.properties, after.properties];
  for (const name of next.keys()) if (!old.has(name)) yield ['property', after.required.includes(name) ? 'narrower' : 'wider', name];
  for (const name of old.keys()) if (!next.has(name)) yield ['property', 'narrower', name];
  for (const name of new Set([...before.required, ...after.required])) {
    const [was, is] = [before.required.includes(name), after.required.includes(name)];
    const isKnown = (old.has(name) && next.has(name)) || (!old.has(name) && !next.has(name));
    if (was !== is && isKnown) yield ['required', is ? 'narrower' : 'wider', name];
  }
  if (before.isClosed !== after.isClosed) yield ['closed', after.isClosed ? 'narrower' : 'wider'];
}

function* limitDifferences(before: Described, after: Described): Generator<[Aspect, Difference['direction']]> {
  const values = directionOf(before.values, after.values);
  if (values) yield ['values', values];
  for (const limit of floors) if (before[limit] !== after[limit]) yield [limit, before[limit] < after[limit] ? 'narrower' : 'wider'];
  for (const limit of ceilings) if (before[limit] !== after[limit]) yield [limit, before[limit] > after[limit] ? 'narrower' : 'wider'];
  if (before.unique !== after.unique) yield ['unique', after.unique ? 'narrower' : 'wider'];
}

/** Undefined lists stand for everything. */
function directionOf(
  before: readonly unknown[] | undefined,
  after: readonly unknown[] | undefined,
  isIn = has,
): Difference['direction'] | undefined {
  if (!before || !after) return before === after ? undefined : after ? 'narrower' : 'wider';
  const lost = before.some((value) => !isIn(after, value));
  const gained = after.some((value) => !isIn(before, value));
  if (lost && gained) return 'other';
  return lost ? 'narrower' : gained ? 'wider' : undefined;
}

function has(list: readonly unknown[], value: unknown): boolean {
  return list.some((other) => isEqual(other, value));
}

/** A whole number is a number. */
function hasKind(list: readonly unknown[], kind: unknown): boolean {
  return list.includes(kind) || (kind === 'integer' && list.includes('number'));
}
