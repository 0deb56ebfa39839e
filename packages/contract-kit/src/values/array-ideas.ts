import { accepts, build } from './build.ts';
import { schemasOfItem } from './conjuncts.ts';
import { count, type Idea, type Place, type Proposer } from './idea.ts';
import { isObject } from './json.ts';
import type { Schema } from '../spec/spec.ts';

export const arrayIdeas: Readonly<Record<string, Proposer>> = {
  minItems,
  maxItems,
  uniqueItems,
  contains: (place) => contained(place, 'contains', Number(place.owner['minContains'] ?? 1), -1),
  minContains: (place) => contained(place, 'minContains', Number(place.owner['minContains']), -1),
  maxContains: (place) => contained(place, 'maxContains', Number(place.owner['maxContains']), 1),
  items: closedList,
  unevaluatedItems: closedList,
};

function* minItems(place: Place): Generator<Idea> {
  const limit = Number(place.owner['minItems']);
  for (const size of [limit, limit + 1]) yield ofSize(place, 'pass', size);
  if (limit === 0) return yield { side: 'fail', reason: 'no list is shorter than 0 items' };
  for (const size of new Set([limit - 1, 0])) yield ofSize(place, 'fail', size);
}

function* maxItems(place: Place): Generator<Idea> {
  const limit = Number(place.owner['maxItems']);
  for (const size of [limit, limit - 1]) if (size >= place.facts.minItems) yield ofSize(place, 'pass', size);
  for (const size of new Set([limit + 1, Math.min(1000, limit * 4 + 4)])) if (size > limit) yield ofSize(place, 'fail', size);
}

function ofSize({ run, entries, local }: Place, side: 'pass' | 'fail', size: number): Idea {
  const built = build(run, entries, { type: 'array', known: local, count: size, ...(side === 'fail' && { unverified: true }) });
  return 'value' in built ? { side, variant: count(size, 'item'), value: built.value } : { side, reason: built.reason };
}

function* uniqueItems(place: Place): Generator<Idea> {
  if (place.owner['uniqueItems'] !== true) return yield { side: 'fail', reason: 'the items need not be unique' };
  yield ofSize(place, 'pass', Math.max(2, place.facts.minItems));
  const pair = build(place.run, place.entries, {
    type: 'array',
    known: place.local,
    count: Math.max(1, place.facts.minItems),
    unverified: true,
  });
  const items = 'value' in pair && Array.isArray(pair.value) ? (pair.value as unknown[]) : [];
  const [first] = items;
  if (first === undefined) return;
  const turned = isObject(first) ? Object.fromEntries(Object.entries(first).toReversed()) : first;
  // With the last item replaced where there is no room for one more.
  for (const kept of [items, items.slice(0, -1)]) yield { side: 'fail', variant: 'the first item twice', value: [...kept, first] };
  if (isObject(first) && Object.keys(first).length > 1)
    yield { side: 'fail', variant: 'the first item twice, its properties in another order', value: [...items, turned] };
}

/** Lists with as many matching items as are allowed, and with one too few or too many. */
function* contained(place: Place, keyword: string, limit: number, outwards: 1 | -1): Generator<Idea> {
  const rule = place.owner['contains'] as Schema;
  const matching = build(place.run, [...schemasOfItem(place.owners, 0), rule]);
  if ('reason' in matching) return yield { side: 'pass', reason: matching.reason };
  const others = (Array.isArray(place.local) ? (place.local as unknown[]) : []).filter((item) => !accepts(place.run, [rule], item));
  const list = (size: number) => [...Array.from({ length: size }, () => matching.value), ...others];
  if (limit > 1000) return yield { side: 'pass', reason: `${limit} items are more than a request should have` };
  yield { side: 'pass', variant: `${count(limit, 'match')}`.replace('matchs', 'matches'), value: list(limit) };
  const size = limit + outwards;
  if (size < 0 || (keyword !== 'contains' && rule === undefined)) return yield { side: 'fail', reason: 'it allows any number' };
  const variant = size === 1 ? '1 match' : `${size} matches`;
  yield { side: 'fail', variant, value: list(size), reportedAs: 'contains' };
  for (const filler of strangers(place, rule))
    yield { side: 'fail', variant: `${variant} and another item`, value: [...list(size), filler], reportedAs: 'contains' };
}

function strangers(place: Place, rule: Schema): unknown[] {
  const entries = schemasOfItem(place.owners, 0);
  return ['text', '', 0, -1, 1e6, true, null, {}, []]
    .filter((value) => accepts(place.run, entries, value) && !accepts(place.run, [rule], value))
    .slice(0, 1);
}

/** Nothing may follow the items that are described one by one. */
function* closedList({ owner, local }: Place, keyword: string): Generator<Idea> {
  if (owner[keyword] !== false) return;
  yield { side: 'pass', variant: 'nothing more', value: local };
  const items = Array.isArray(local) ? (local as unknown[]) : [];
  const described = Array.isArray(owner['prefixItems']) ? owner['prefixItems'].length : items.length;
  if (items.length >= described) yield { side: 'fail', variant: 'an item more', value: [...items, 'unexpected'] };
}
