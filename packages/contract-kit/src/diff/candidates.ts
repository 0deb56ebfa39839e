import { child, valueAt } from '../spec/pointer.ts';
import type { Schema } from '../spec/spec.ts';
import { isObject, replaceAt } from '../values/json.ts';
import { sample } from '../values/sample.ts';
import { variations } from '../values/variations.ts';
import { narrow, type Spot } from './narrow.ts';
import { neighboursOf } from './neighbours.ts';
import { toText } from './parts.ts';
import type { Pair, Side } from './side.ts';

/** What there is to try in one place. The judges tell what it is worth. */
export interface Trial {
  before: Schema;
  after: Schema;
  /** Of both contracts. */
  examples: readonly unknown[];
  /** For a parameter or a header. */
  text: boolean;
}

/**
 * Values that one contract may take and the other refuse: what keeps each sentence of either at its boundaries, and what breaks it and nothing else.
 * Where the contracts differ in a part of the value, only that part is varied.
 */
export function candidatesFor(pair: Pair, { before, after, examples, text }: Trial): unknown[] {
  const wholes = distinct([...examples, ...sampleOf(pair.before, before), ...sampleOf(pair.after, after)]);
  const varied = narrow(pair, before, after).flatMap((spot) => {
    const near = wholes.flatMap((whole) => hostsOf(whole, spot.path));
    const [place, hosts] = near.length > 0 ? [spot, near] : [{ path: [], before, after }, wholes.flatMap((whole) => hostsOf(whole, []))];
    const values = variationsAt(pair, place, distinct(hosts.map(({ whole, pointer }) => valueAt(whole, pointer))), text);
    // The first that a contract takes as it stands: only the part is on trial.
    const [old, next] = [pair.before.oracle, pair.after.oracle];
    const chosen = new Set([hosts.find(({ whole }) => old.isValid(before, whole)), hosts.find(({ whole }) => next.isValid(after, whole))]);
    return [...chosen].flatMap((host) => (host ? values.map((value) => replaceAt(host.whole, host.pointer, value)) : []));
  });
  return distinct([...wholes, ...varied]);
}

/** A valid value, if one can be made. */
export function sampleOf(side: Side, schema: Schema): unknown[] {
  const made = sample(schema, side);
  return 'value' in made ? [made.value] : [];
}

function variationsAt(pair: Pair, { before, after }: Spot, parts: readonly unknown[], text: boolean): unknown[] {
  const made = [...parts, ...sampleOf(pair.before, before), ...sampleOf(pair.after, after)];
  const vary = (side: Side, schema: Schema) =>
    variations(schema, made, { ...side, ...(text && { text }) }).variations.map(({ value }) => value);
  const near = neighboursOf([pair.before.schemas.deref(before), pair.after.schemas.deref(after)], made);
  const telling = near.filter((value) => pair.before.oracle.isValid(before, value) !== pair.after.oracle.isValid(after, value));
  return distinct([...made, ...vary(pair.before, before), ...vary(pair.after, after), ...telling.slice(0, 20)]);
}

/** A whole with a place for the part. */
interface Host {
  whole: unknown;
  pointer: string;
}

/** The part that a path stands for: of a list the first item, also alone; of an object also a property that it does not have yet. */
function hostsOf(whole: unknown, path: readonly string[], depth = 0, pointer = ''): Host[] {
  const step = path[depth];
  if (step === undefined) return [{ whole, pointer }];
  const part = valueAt(whole, pointer);
  if (step === '*' && Array.isArray(part)) {
    if (part.length === 0) return [];
    const alone = replaceAt(whole, pointer, part.slice(0, 1));
    return [alone, whole].flatMap((list) => hostsOf(list, path, depth + 1, child(pointer, 0)));
  }
  if (!isObject(part)) return [];
  const isThere = Object.hasOwn(part, step) || depth === path.length - 1;
  return isThere ? hostsOf(whole, path, depth + 1, child(pointer, step)) : [];
}

function distinct(values: readonly unknown[]): unknown[] {
  return [...new Map(values.map((value) => [toText(value), value])).values()];
}
