import type { Schema, SchemaObject } from '../spec/spec.ts';
import { accepts, build, type Built, type Run, type Wish } from './build.ts';
import { isDeclared, isReadOnly, schemasOfProperty } from './conjuncts.ts';
import { factsOf, namedSchemas, namesIn, type Facts } from './facts.ts';
import { isObject, withProperty } from './json.ts';
import { textsFor } from './text.ts';
import { witnesses } from './pattern.ts';

/** Objects that have what is required, and little else. */
export function* objectsFor(run: Run, owners: readonly SchemaObject[], facts: Facts, wish: Wish): Generator<Built> {
  const known = isObject(wish.known) ? wish.known : undefined;
  if (known) yield assemble(run, owners, facts, wish, Object.keys(known));
  yield assemble(run, owners, facts, wish, []);
  // Only a property may tell one branch of a composition from another.
  const all = owners.flatMap((owner) => namedSchemas(owner, 'properties').map(([name]) => name));
  const names = [...new Set(all)].filter((name) => !isReadOnly(run.context.schemas, schemasOfProperty(owners, name)));
  yield assemble(run, owners, facts, wish, names);
  // Or the value of a property does.
  for (const name of names)
    for (const value of membersOf(run, schemasOfProperty(owners, name)))
      yield assemble(run, owners, facts, { ...wish, known: withProperty(known ?? {}, name, value) }, [
        ...new Set([...Object.keys(known ?? {}), name]),
      ]);
}

/** The few values that a property may have, if they are few. */
function membersOf({ context }: Run, entries: readonly Schema[]): readonly unknown[] {
  const owners = entries.map((entry) => context.schemas.deref(entry)).filter((entry) => typeof entry === 'object');
  const { values, types } = factsOf(owners);
  return values?.slice(0, 20) ?? (types?.includes('boolean') ? [true, false] : []);
}

/** A name that no schema of `owners` describes, and that they allow. */
export function inventName(run: Run, owners: readonly SchemaObject[], taken: readonly string[]): string | undefined {
  for (const name of inventedNames(run, owners)) if (!taken.includes(name)) return name;
  return undefined;
}

const wellKnown = ['unexpected', 'another', ...Array.from({ length: 300 }, (_, index) => `extra${index + 1}`)];

function* inventedNames(run: Run, owners: readonly SchemaObject[]): Generator<string> {
  const rules = owners.flatMap(({ propertyNames }) => (isObject(propertyNames) ? [propertyNames] : []));
  const isAllowed = (name: string) => !isDeclared(owners, name) && accepts(run, rules, name);
  const built = rules.length > 0 ? textsFor(factsOf(rules)) : [];
  for (const name of [...built, ...wellKnown]) if (isAllowed(name)) yield name;
  for (const start of built) for (const index of wellKnown.keys()) if (isAllowed(`${start}${index}`)) yield `${start}${index}`;
}

function assemble(run: Run, owners: readonly SchemaObject[], facts: Facts, wish: Wish, start: readonly string[]): Built {
  const must = closure(owners, [...facts.required, ...(wish.need ?? [])]);
  const size = wish.count ?? Math.max(must.length, facts.minProperties);
  const room = wish.count ?? facts.maxProperties;
  const kept = start.filter((name) => !must.includes(name)).slice(0, Math.max(0, room - must.length));
  const names = [...new Set([...start.filter((name) => must.includes(name) || kept.includes(name)), ...must])];
  const properties: [string, unknown][] = [];
  const add = (name: string): string | undefined => {
    const built = valueOf(run, owners, name, wish.known);
    if ('reason' in built) return `${name}: ${built.reason}`;
    properties.push([name, built.value]);
    return undefined;
  };
  for (const name of names) {
    const reason = add(name);
    if (reason !== undefined && must.includes(name)) return { reason };
  }
  for (const name of fillers(run, owners, names)) {
    // Where one made-up name will not do, another will not either.
    if (properties.length >= size || (add(name) !== undefined && !isDeclared(owners, name))) break;
  }
  return properties.length < size ? { reason: `${size} properties are more than it may have` } : { value: Object.fromEntries(properties) };
}

function valueOf(run: Run, owners: readonly SchemaObject[], name: string, known: unknown): Built {
  const entries = schemasOfProperty(owners, name);
  const has = isObject(known) && Object.hasOwn(known, name);
  if (has && accepts(run, entries, known[name])) return { value: known[name] };
  return build(run, entries);
}

/** Names that may be added: those that are described, then those that match a pattern, then others. */
function* fillers(run: Run, owners: readonly SchemaObject[], taken: readonly string[]): Generator<string> {
  const described = owners.flatMap((owner) => namedSchemas(owner, 'properties').map(([name]) => name));
  const used = new Set(taken);
  for (const name of described)
    if (!used.has(name) && !isReadOnly(run.context.schemas, schemasOfProperty(owners, name))) {
      used.add(name);
      yield name;
    }
  for (const [pattern] of owners.flatMap((owner) => namedSchemas(owner, 'patternProperties')))
    for (const name of witnesses(pattern, 1, 40, 20)) if (!used.has(name)) yield (used.add(name), name);
  let left = 300;
  for (const name of inventedNames(run, owners)) if (!used.has(name) && left-- > 0) yield name;
}

/** With everything that these names require in turn. */
function closure(owners: readonly SchemaObject[], names: readonly string[]): string[] {
  const all = new Set(names);
  // A Set yields what was added while it is walked.
  for (const name of all)
    for (const owner of owners) {
      const dependent = owner['dependentRequired'];
      if (isObject(dependent) && Object.hasOwn(dependent, name)) for (const other of namesIn(dependent[name])) all.add(other);
    }
  return [...all];
}
