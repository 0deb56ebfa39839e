import type { Location } from '../spec/location.ts';
import { child, keysOf } from '../spec/pointer.ts';
import type { Schema, SchemaObject, Schemas } from '../spec/spec.ts';
import type { Differences } from './differences.ts';

/** What does not travel: `readOnly` in a request, `writeOnly` in a response. */
export type Mark = 'readOnly' | 'writeOnly';

/** The pointer to a property, with `*` for any item or name, and where it is written. */
export type Property = [pointer: string, at: Location];

/** The properties that only one of two schemas names, at any depth and in any branch; of what went as a whole, the whole alone. */
export interface PropertyChanges {
  lost: Property[];
  added: Property[];
  /** Named still, but marked now. */
  hidden: Property[];
}

/** Nobody reads more. */
const enough = 1000;

interface Comparison {
  before: Schemas;
  after: Schemas;
  mark: Mark;
  isSame: Differences['isSame'];
  changes: PropertyChanges;
}

export function compareProperties(before: Schema, after: Schema, comparison: Omit<Comparison, 'changes'>): PropertyChanges {
  const changes: PropertyChanges = { lost: [], added: [], hidden: [] };
  compareLevels({ ...comparison, changes }, [before], [after], '', []);
  return changes;
}

type Levels = readonly [before: Level, after: Level];

function compareLevels(
  comparison: Comparison,
  before: readonly Schema[],
  after: readonly Schema[],
  pointer: string,
  above: readonly Levels[],
): void {
  const { changes, mark } = comparison;
  const levels: Levels = [levelOf(comparison.before, before, mark), levelOf(comparison.after, after, mark)];
  const [left, right] = levels;
  // In a circle of references nothing new comes.
  if (above.some((other) => other.every(({ owners }, side) => isEqualList(owners, levels[side]?.owners ?? [])))) return;
  if (changes.lost.length + changes.added.length > enough) return;
  for (const [name, { at }] of left.named) {
    const marked = right.marked.get(name);
    if (!right.named.has(name)) (marked ? changes.hidden : changes.lost).push([child(pointer, name), (marked ?? at)()]);
  }
  for (const [name, { at }] of right.named) if (!left.named.has(name)) changes.added.push([child(pointer, name), at()]);
  const inside = [...left.named].map(([name, { schemas }]) => [child(pointer, name), schemas, right.named.get(name)?.schemas] as const);
  for (const [path, old, next] of [...inside, [`${pointer}/*`, left.others, right.others] as const])
    if (next && !isSameList(comparison, old, next)) compareLevels(comparison, old, next, path, [...above, levels]);
}

function isEqualList(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((part, index) => part === other[index]);
}

function isSameList({ isSame }: Comparison, before: readonly Schema[], after: readonly Schema[]): boolean {
  return before.length === after.length && before.every((schema, index) => isSame(schema, after[index] ?? true));
}

/** What schemas that hold for one value say of its parts, branches and references included. */
interface Level {
  owners: readonly SchemaObject[];
  named: Map<string, { schemas: Schema[]; at: () => Location }>;
  marked: Map<string, () => Location>;
  /** Of items, and of properties without a name of their own. */
  others: Schema[];
}

function levelOf(schemas: Schemas, all: readonly Schema[], mark: Mark): Level {
  const owners = ownersOf(schemas, all);
  const level: Level = { owners, named: new Map(), marked: new Map(), others: [] };
  for (const owner of owners) {
    for (const [name, property] of Object.entries((owner['properties'] ?? {}) as Record<string, Schema>)) {
      const at = () => schemas.locate(owner, 'properties', name);
      const known = level.named.get(name);
      if (property === false) continue;
      if (isMarked(schemas, property, mark)) level.marked.set(name, at);
      else if (known) known.schemas.push(property);
      else level.named.set(name, { schemas: [property], at });
    }
    const { items, additionalProperties, prefixItems } = owner as Record<string, Schema | Schema[] | undefined>;
    level.others.push(...[items, additionalProperties, prefixItems].flat().filter((schema) => typeof schema === 'object'));
  }
  return level;
}

function ownersOf(schemas: Schemas, all: readonly Schema[]): SchemaObject[] {
  const owners = new Set<SchemaObject>();
  const add = (schema: unknown): void => {
    if (typeof schema !== 'object' || schema === null || owners.has(schema as SchemaObject)) return;
    const owner = schema as SchemaObject;
    owners.add(owner);
    if (typeof owner['$ref'] === 'string') add(schemas.named(owner['$ref']));
    for (const keyword of ['allOf', 'anyOf', 'oneOf']) for (const branch of (owner[keyword] ?? []) as unknown[]) add(branch);
    for (const keyword of ['if', 'then', 'else']) add(owner[keyword]);
  };
  for (const schema of all) add(schema);
  return [...owners];
}

function isMarked(schemas: Schemas, schema: Schema, mark: string): boolean {
  if (typeof schema === 'boolean') return false;
  return schema[mark] === true || (typeof schema['$ref'] === 'string' && isMarked(schemas, schemas.named(schema['$ref']), mark));
}

/** Whether a schema names the property of a value that is at this pointer. */
export function isNamed(schemas: Schemas, schema: Schema, pointer: string, mark: Mark): boolean {
  const keys = keysOf(pointer);
  const last = keys.pop() ?? '';
  let level = levelOf(schemas, [schema], mark);
  for (const key of keys) level = levelOf(schemas, level.named.get(key)?.schemas ?? level.others, mark);
  return level.named.has(last);
}

/** The pointer with `*` for the items of lists. */
export function toPath(pointer: string): string {
  return child('', ...keysOf(pointer).map((key) => (/^\d+$/.test(key) ? '*' : key)));
}
