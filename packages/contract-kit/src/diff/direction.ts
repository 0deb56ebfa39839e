import type { SchemaObject } from '../spec/spec.ts';
import { factsOf, listTypes, namesIn } from '../values/facts.ts';
import { isEqual, typeOf } from '../values/json.ts';

/**
 * What a change of a schema may do, told from its words alone: refuse values that were accepted, accept values that were refused. Where it says no, no
 * value shows it. Where it says yes, another sentence may still say the same.
 */
export interface Direction {
  refuses: boolean;
  accepts: boolean;
  /** Accepts properties that were refused for nothing but that nobody named them. */
  names: boolean;
}

/** What becomes of the whole when a part of it changes. */
export type Sense = 'same' | 'opposite' | 'unclear';

export const neither: Direction = { refuses: false, accepts: false, names: false };
export const both: Direction = { refuses: true, accepts: true, names: false };
export const more: Direction = { refuses: false, accepts: false, names: true };
const narrower: Direction = { refuses: true, accepts: false, names: false };
const wider: Direction = { refuses: false, accepts: true, names: false };

const ceilings = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties', 'maxContains'];
const floors = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties', 'minContains'];
/** Together they are one list of what is allowed. */
const lists = ['enum', 'const', 'type'];
const rules = ['pattern', 'format', 'multipleOf', 'dependentRequired'];

export function join(...all: readonly Direction[]): Direction {
  return {
    refuses: all.some(({ refuses }) => refuses),
    accepts: all.some(({ accepts }) => accepts),
    names: all.some(({ names }) => names),
  };
}

export function seenThrough(sense: Sense, direction: Direction): Direction {
  const { refuses, accepts, names } = direction;
  if (sense === 'unclear') return refuses || accepts || names ? both : neither;
  return sense === 'same' ? direction : { refuses: accepts || names, accepts: refuses, names: false };
}

/** Of keywords without schemas below them that the two do not have alike. */
export function directionOfWords(before: SchemaObject, after: SchemaObject, keywords: readonly string[]): Direction {
  const single = keywords.filter((keyword) => !lists.includes(keyword));
  const found = single.map((keyword) => directionOfWord(keyword, before[keyword], after[keyword]));
  const { refuses, accepts, names } = join(...found, single.length < keywords.length ? directionOfLists(before, after) : neither);
  return { refuses: refuses && !isContradictory(before), accepts: accepts && !isContradictory(after), names };
}

/** An object that must have a property which it forbids, such as a misspelt one: no value is one. To look for some would take long. */
function isContradictory({ type, required, properties, additionalProperties, patternProperties }: SchemaObject): boolean {
  if (listTypes(type).join() !== 'object' || additionalProperties !== false || patternProperties !== undefined) return false;
  const declared = typeof properties === 'object' && properties !== null ? properties : {};
  return namesIn(required).some((name) => !Object.hasOwn(declared, name));
}

function directionOfWord(keyword: string, before: unknown, after: unknown): Direction {
  if (ceilings.includes(keyword)) return compareRoom(toNumber(before, Infinity), toNumber(after, Infinity));
  // A list without `minContains` must contain one.
  const least = keyword === 'minContains' ? 1 : -Infinity;
  if (floors.includes(keyword)) return compareRoom(-toNumber(before, least), -toNumber(after, least));
  if (keyword === 'required') return seenThrough('opposite', compareSets(namesIn(before), namesIn(after)));
  if (keyword === 'uniqueItems') return after === true ? narrower : wider;
  if (!rules.includes(keyword)) return neither;
  if (before === undefined) return narrower;
  return after === undefined ? wider : both;
}

function toNumber(value: unknown, absent: number): number {
  return typeof value === 'number' ? value : absent;
}

function compareRoom(before: number, after: number): Direction {
  return { refuses: after < before, accepts: after > before, names: false };
}

/** Of what is allowed. */
function compareSets(before: readonly unknown[], after: readonly unknown[]): Direction {
  const lacks = (all: readonly unknown[], one: unknown) => !all.some((other) => isEqual(one, other));
  return { refuses: before.some((one) => lacks(after, one)), accepts: after.some((one) => lacks(before, one)), names: false };
}

function directionOfLists(before: SchemaObject, after: SchemaObject): Direction {
  const [old, next] = [membersOf(before), membersOf(after)];
  if (old && next) return compareSets(old, next);
  if (old) return { refuses: old.some((value) => !isOfType(after, value)), accepts: true, names: false };
  if (next) return { refuses: true, accepts: next.some((value) => !isOfType(before, value)), names: false };
  return compareSets(typesOf(before), typesOf(after));
}

function membersOf(schema: SchemaObject): unknown[] | undefined {
  return factsOf([schema]).values?.filter((value) => isOfType(schema, value));
}

function isOfType(schema: SchemaObject, value: unknown): boolean {
  return typesOf(schema).includes(typeOf(value));
}

function typesOf({ type }: SchemaObject): string[] {
  if (type === undefined) return ['null', 'boolean', 'integer', 'number', 'string', 'array', 'object'];
  return listTypes(type).flatMap((name) => (name === 'number' ? ['integer', 'number'] : [name]));
}

/** What a schema may say of the properties and the items of a value through others. */
const compositions = ['$ref', 'allOf', 'anyOf', 'oneOf', 'if', 'then', 'else', 'dependentSchemas'];

/**
 * Of a schema below `keyword` that one of the two has and the other lacks. `lacking` is the other. `isCounted`: what no schema names is forbidden, by
 * the two themselves or by one that they are a branch of.
 */
export function directionOfPart(keyword: string, lacking: SchemaObject, isNew: boolean, isCounted: boolean): Direction {
  if (keyword === 'properties') return directionOfProperty(lacking, isNew, isCounted);
  const own = directionAlone(keyword, lacking, isNew);
  if (!isCounted) return own;
  return isNew && [...compositions, 'patternProperties'].includes(keyword) ? join(own, more) : both;
}

function directionOfProperty(lacking: SchemaObject, isNew: boolean, isCounted: boolean): Direction {
  const { additionalProperties: rest, patternProperties, unevaluatedProperties } = lacking;
  const isPlain = !patternProperties && !compositions.some((keyword) => keyword in lacking);
  // Without others that could name it, it is forbidden where nothing else is allowed.
  const isClosed = rest === false || (rest === undefined && isPlain && unevaluatedProperties === false);
  if (isClosed && !patternProperties) return isNew ? more : narrower;
  const isOpen = [rest, unevaluatedProperties].every((schema) => schema === undefined || typeof schema === 'boolean');
  if (!isOpen || (isClosed && !isNew)) return both;
  if (!isCounted && !isClosed) return isNew ? narrower : wider;
  return isNew ? join(narrower, more) : both;
}

function directionAlone(keyword: string, lacking: SchemaObject, isNew: boolean): Direction {
  if (keyword === 'anyOf' && lacking['anyOf'] !== undefined) return isNew ? wider : narrower;
  if (['patternProperties', 'oneOf', 'if', 'prefixItems'].includes(keyword)) return both;
  return isNew ? narrower : wider;
}

/** Of a part that both have, and that says something else. */
export function senseOf(keyword: string, before: SchemaObject, after: SchemaObject): Sense {
  if (keyword === 'not') return 'opposite';
  const isCounted = keyword === 'contains' && [before, after].some((schema) => 'maxContains' in schema || 'unevaluatedItems' in schema);
  return keyword === 'oneOf' || keyword === 'if' || isCounted ? 'unclear' : 'same';
}
