import type { Schema, SchemaObject } from '../spec/spec.ts';
import { accepts, build, type Built, type Run, type Wish } from './build.ts';
import { schemasOfItem } from './conjuncts.ts';
import { factsOf, type Facts } from './facts.ts';
import { isObject, typeOf } from './json.ts';
import { textsFor } from './text.ts';

/** More items than this are not worth a request. */
const maxCount = 10_000;

/** Arrays of as few items as are allowed, or of `wish.count`. What is known is kept. */
export function* arraysFor(run: Run, owners: readonly SchemaObject[], facts: Facts, wish: Wish): Generator<Built> {
  const contained = owners.flatMap((owner) => (owner['contains'] === undefined ? [] : [containing(owner)]));
  const least = Math.max(facts.minItems, ...contained.map(({ count }) => count), run.context.text ? 1 : 0);
  const known = Array.isArray(wish.known) ? (wish.known as unknown[]) : [];
  const counts = wish.count === undefined ? [Math.min(Math.max(least, known.length), facts.maxItems), least] : [wish.count];
  for (const count of new Set(counts)) {
    yield fill(run, owners, facts, count, known.slice(0, count), []);
    if (contained.length > 0)
      yield fill(
        run,
        owners,
        facts,
        count,
        [],
        contained.flatMap(({ schema, count: times }) => Array.from({ length: times }, () => schema)),
      );
  }
}

function containing(owner: SchemaObject): { schema: Schema; count: number } {
  const { contains, minContains } = owner;
  return { schema: contains as Schema, count: typeof minContains === 'number' ? minContains : 1 };
}

function fill(
  run: Run,
  owners: readonly SchemaObject[],
  facts: Facts,
  count: number,
  known: readonly unknown[],
  also: readonly Schema[],
): Built {
  if (count > maxCount) return { reason: `${count} items are more than a request should have` };
  const items = [...known];
  const seen = new Set(items.map((item) => JSON.stringify(item)));
  while (items.length < count) {
    const extra = also[items.length];
    const entries = [...schemasOfItem(owners, items.length), ...(extra === undefined ? [] : [extra])];
    const built = facts.unique ? another(run, entries, seen) : build(run, entries);
    if ('reason' in built) return { reason: `item ${items.length}: ${built.reason}` };
    items.push(built.value);
    seen.add(JSON.stringify(built.value));
  }
  return { value: items };
}

/** A value that is unlike all these, which are told apart by how they are written: what is made here has its properties in one order. */
function another(run: Run, entries: readonly Schema[], others: ReadonlySet<string>): Built {
  const first = build(run, entries);
  if ('reason' in first) return first;
  const isNew = (value: unknown) => !others.has(JSON.stringify(value)) && accepts(run, entries, value);
  for (const value of variants(run, entries, first.value, others.size)) if (isNew(value)) return { value };
  return { reason: 'there are not so many different values' };
}

/** Values near `value`, not all of them valid; the first ones differ for each `turn`. */
function* variants(run: Run, entries: readonly Schema[], value: unknown, turn: number): Generator<unknown> {
  yield value;
  const facts = factsOf(
    entries
      .filter((entry) => typeof entry === 'object')
      .map((entry) => run.context.schemas.deref(entry))
      .filter((entry) => typeof entry === 'object'),
  );
  yield* facts.values ?? [];
  if (typeof value === 'number') for (let step = turn; step < turn + 4; step++) yield* [value + step, value - step, value + step / 1000];
  if (typeof value === 'boolean') yield !value;
  if (typeof value === 'string') {
    const suffix = turn.toString(36);
    yield* [value + suffix, value.slice(0, -suffix.length) + suffix, suffix + value.slice(suffix.length)];
    yield* textsFor(facts);
    for (let size = facts.minLength; size <= Math.min(facts.maxLength, facts.minLength + 50); size++) yield* textsFor(facts, size);
  }
  if (isObject(value))
    for (const [name, part] of Object.entries(value))
      if (typeOf(part) !== 'object') for (const other of variants(run, [], part, turn)) yield { ...value, [name]: other };
}
