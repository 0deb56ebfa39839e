import type { Breach } from '../oracle.ts';
import { valueAt } from '../spec/pointer.ts';
import type { Schema } from '../spec/spec.ts';
import { isEqual } from '../values/json.ts';
import { holds, type Side } from './side.ts';

/** Who refuses a value, and what is known of the branches that it was made for. */
export interface Telling {
  refuser: Side;
  accepter: Side;
  /** Branches of compositions: those of the refuser, with what they are in the other contract. */
  branches: ReadonlyMap<Schema, Schema>;
}

const choices = ['oneOf', 'anyOf'];
/** What follows from another breach says less than that one. */
const wrappers = ['if', 'propertyNames'];
const unnamed = ['unevaluatedProperties', 'unevaluatedItems'];

/**
 * The breaches that are sentences of their own. The oracle names every breach: where alternatives are refused, also those of each branch, though the
 * value was only meant for one.
 */
export function tellingBreaches(telling: Telling, breaches: readonly Breach[], value: unknown): Breach[] {
  const options = breaches.filter(({ keyword }) => keyword === 'contains' || choices.includes(keyword));
  const judged = new Map(options.map((option) => [option, judgeBranches(telling.refuser, option, value)]));
  const inner = [...judged.values()].flat(2);
  const isOuter = (breach: Breach) => !inner.some((other) => isSame(breach, other));
  const plain = breaches.filter((breach) => !judged.has(breach) && isOuter(breach));
  const told = options.filter(isOuter).flatMap((option) => tellOption(telling, option, judged.get(option) ?? [], value));
  // What is refused by all alternatives, none of them names.
  const said = plain.filter(({ keyword }) => told.length === 0 || !unnamed.includes(keyword));
  const own = said.filter(({ keyword }) => !wrappers.includes(keyword));
  return own.length + told.length > 0 ? [...own, ...told] : said;
}

/** Of each branch what it says of the part, with pointers from the whole. */
function judgeBranches({ oracle }: Side, { keyword, owner, pointer }: Breach, value: unknown): Breach[][] {
  const part = valueAt(value, pointer);
  const within = (start: string, found: readonly Breach[]) => found.map((breach) => ({ ...breach, pointer: start + breach.pointer }));
  if (keyword !== 'contains') return ((owner[keyword] ?? []) as Schema[]).map((branch) => within(pointer, oracle.breaches(branch, part)));
  const items = Array.isArray(part) ? (part as unknown[]) : [];
  return items.map((item, index) => within(`${pointer}/${index}`, oracle.breaches((owner[keyword] ?? true) as Schema, item)));
}

/** The branch that the value was made for says more than "none of them"; so does one that it comes as close to as can be. */
function tellOption(telling: Telling, option: Breach, judged: readonly Breach[][], value: unknown): Breach[] {
  const { keyword, owner, pointer } = option;
  if (!choices.includes(keyword) || judged.some((found) => found.length === 0)) return [option];
  const { refuser, accepter, branches } = telling;
  const part = valueAt(value, pointer);
  const meant = ((owner[keyword] ?? []) as Schema[]).flatMap((branch, index) => {
    const twin = branches.get(refuser.schemas.deref(branch));
    return twin !== undefined && holds(accepter, twin, part) ? [judged[index] ?? []] : [];
  });
  const [closest = []] = (meant.length > 0 ? meant : judged).toSorted((a, b) => a.length - b.length);
  // A property that tells branches apart rules this one out.
  const isOther = closest.some((breach) => breach.keyword === 'const' && breach.pointer !== pointer);
  return meant.length > 0 || (closest.length === 1 && !isOther) ? tellingBreaches(telling, closest, value) : [option];
}

function isSame(one: Breach, other: Breach): boolean {
  const isThere = one.owner === other.owner && one.keyword === other.keyword && one.pointer === other.pointer;
  return isThere && isEqual(one.params, other.params);
}
