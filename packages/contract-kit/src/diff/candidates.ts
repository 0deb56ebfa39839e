import { child, keysOf, valueAt } from '../spec/pointer.ts';
import type { Schema } from '../spec/spec.ts';
import type { Steps } from '../values/build.ts';
import type { Focus } from '../values/exercise.ts';
import { isObject, replaceAt } from '../values/json.ts';
import { sample } from '../values/sample.ts';
import { variations } from '../values/variations.ts';
import type { Spot } from './differences.ts';
import { neighboursOf } from './neighbours.ts';
import { toText } from './parts.ts';
import { holds, type Pair, type Side } from './side.ts';

/** Where values are tried. The judges tell what they are worth. */
export interface Trial {
  before: Schema;
  after: Schema;
  /** Of both contracts. */
  examples: readonly unknown[];
  /** For a parameter or a header. */
  text: boolean;
}

/** More values with a place for the part are not tried. */
const maxHosts = 20;
/** So many values that lie close together are tried, of those that only one contract takes. */
const enough = 10;

/**
 * Values that one contract may take and the other refuse: what keeps each sentence that changed at its boundaries, and what breaks it and nothing
 * else, each within a value that one contract takes as a whole.
 */
export function candidatesFor(pair: Pair, trial: Trial, spot: Spot, steps: Steps): unknown[] {
  const hosts = hostsFor(pair, trial, spot, steps);
  const parts = distinct(hosts.map(({ whole, pointer }) => valueAt(whole, pointer)));
  const values = partsFor(pair, spot, parts, { ...trial, steps }, spot.parts);
  return distinct([...trial.examples, ...hosts.map(({ whole }) => whole), ...within(hosts, values)]);
}

/** The same with every sentence of the part, also those that did not change: one may say what another no longer says. */
export function moreCandidatesFor(pair: Pair, trial: Trial, spot: Spot, steps: Steps): unknown[] {
  const wholes = [...sampleOf(pair.before, trial.before, steps), ...sampleOf(pair.after, trial.after, steps)];
  const hosts = [...hostsFor(pair, trial, spot, steps), ...hostsIn(pair, 'after', distinct(wholes), spot, steps)];
  const values = partsFor(pair, spot.around, distinct(hosts.map(({ whole, pointer }) => valueAt(whole, pointer))), { ...trial, steps });
  return distinct([...wholes, ...within(hosts, values)]);
}

/** A valid value, if one can be made. */
export function sampleOf(side: Side, schema: Schema, steps?: Steps): unknown[] {
  const made = sample(schema, { ...side, ...(steps && { steps }) });
  return 'value' in made ? [made.value] : [];
}

/** A whole with a place for the part. */
interface Host {
  whole: unknown;
  pointer: string;
}

/** The first example with such a part that each contract takes as it stands, so that only the part is on trial; else a value that is made for it. */
function hostsFor(pair: Pair, trial: Trial, spot: Spot, steps: Steps): Host[] {
  const hosts = (['before', 'after'] as const).flatMap((name) => {
    const side = pair[name];
    const known = hostsIn(pair, name, trial.examples, spot, steps).find(({ whole }) => holds(side, trial[name], whole));
    return known ? [known] : hostsIn(pair, name, sampleOf(side, trial[name], steps), spot, steps).slice(0, 2);
  });
  return hosts.filter(
    ({ whole, pointer }, index) => hosts.findIndex((other) => other.whole === whole && other.pointer === pointer) === index,
  );
}

function hostsIn(pair: Pair, name: 'before' | 'after', wholes: readonly unknown[], { path }: Spot, steps: Steps): Host[] {
  let hosts: Host[] = wholes.map((whole) => ({ whole, pointer: '' }));
  const last = path.findLastIndex(({ key }) => key !== undefined);
  for (const [depth, { key, [name]: schema }] of path.entries()) {
    const make = () => sampleOf(pair[name], schema, steps);
    // At its end the way may lead to what is not there yet.
    if (key === undefined) hosts = taking(pair[name], schema, hosts, make);
    else hosts = hosts.flatMap((host) => stepInto(host, key, depth === last ? undefined : make)).slice(0, maxHosts);
  }
  return hosts;
}

/** Of a list each item, also alone; of an object also a property that it does not have yet. */
function stepInto({ whole, pointer }: Host, key: string, make: (() => unknown[]) | undefined): Host[] {
  const part = valueAt(whole, pointer);
  if (key === '*' && Array.isArray(part)) {
    const items = part.length > 0 ? (part as unknown[]) : (make?.() ?? [null]);
    const alone = items.map((item) => ({ whole: replaceAt(whole, pointer, [item]), pointer: child(pointer, 0) }));
    return [...alone, ...(part.length > 1 ? part.map((_, index) => ({ whole, pointer: child(pointer, index) })) : [])];
  }
  if (!isObject(part)) return [];
  const at = child(pointer, key);
  if (Object.hasOwn(part, key) || !make) return [{ whole, pointer: at }];
  return make().map((value) => ({ whole: replaceAt(whole, at, value), pointer: at }));
}

/** Those whose part takes the branch of a composition; where none does, one is made. */
function taking(side: Side, branch: Schema, hosts: readonly Host[], make: () => unknown[]): Host[] {
  const found = hosts.filter(({ whole, pointer }) => holds(side, branch, valueAt(whole, pointer)));
  if (found.length > 0) return found;
  return make().flatMap((value) => hosts.slice(0, 1).map(({ whole, pointer }) => ({ whole: replaceAt(whole, pointer, value), pointer })));
}

/** Values for the part; `only` names what of the schemas is varied. */
function partsFor(
  pair: Pair,
  { before, after }: Pick<Spot, 'before' | 'after'>,
  known: readonly unknown[],
  { text, steps }: { text: boolean; steps: Steps },
  only?: Spot['parts'],
): unknown[] {
  const isKnown = (side: Side, schema: Schema) => known.some((value) => holds(side, schema, value));
  const sampled = (side: Side, schema: Schema) => (isKnown(side, schema) ? [] : sampleOf(side, schema, steps));
  const made = [...known, ...sampled(pair.before, before), ...sampled(pair.after, after)];
  const vary = (side: Side, schema: Schema, parts?: ReadonlySet<string>) =>
    variations(schema, made, { ...side, steps, ...(text && { text }) }, parts && toFocus(schema, parts)).variations.map(
      ({ value }) => value,
    );
  const isNear = !only || ['pattern', 'maxItems', 'maxLength'].some((keyword) => only.before.has(keyword) || only.after.has(keyword));
  return distinct([
    ...made,
    ...vary(pair.before, before, only?.before),
    ...vary(pair.after, after, only?.after),
    ...(isNear ? neighbours(pair, before, after, made) : []),
  ]);
}

function neighbours({ before: old, after: next }: Pair, before: Schema, after: Schema, known: readonly unknown[]): unknown[] {
  const [refused, accepted]: [unknown[], unknown[]] = [[], []];
  for (const value of neighboursOf([old.schemas.deref(before), next.schemas.deref(after)], known)) {
    const was = holds(old, before, value);
    if (was !== holds(next, after, value)) (was ? refused : accepted).push(value);
    if (refused.length >= enough && accepted.length >= enough) break;
  }
  return [...refused.slice(0, enough), ...accepted.slice(0, enough)];
}

/** Of the schema itself these parts alone, of what stands below one of them everything. */
function toFocus(root: Schema, parts: ReadonlySet<string>): Focus {
  const keywords = new Set([...parts].map((part) => keysOf(part)[0] ?? part));
  return (owner, part) => owner !== root || (part.startsWith('/') ? parts.has(part) : keywords.has(part));
}

function within(hosts: readonly Host[], values: readonly unknown[]): unknown[] {
  return hosts.flatMap(({ whole, pointer }) => values.map((value) => replaceAt(whole, pointer, value)));
}

function distinct(values: readonly unknown[]): unknown[] {
  return [...new Map(values.map((value) => [toText(value), value])).values()];
}
