import type { Schema, SchemaObject, Schemas } from '../spec/spec.ts';
import { namedSchemas } from './facts.ts';
import { isObject } from './json.ts';
import { toRegExp } from './pattern.ts';

/** Says which branches of a composition are taken: their indexes. `if` has two branches, the condition with `then` and `else`. */
type Choose = (owner: SchemaObject, keyword: Composition, branches: readonly Schema[]) => readonly number[];
export type Composition = 'oneOf' | 'anyOf' | 'if' | 'dependentSchemas';
/** A branch that must be taken. */
export interface Force {
  owner: SchemaObject;
  keyword: string;
  indexes: readonly number[];
}

/** More combinations of branches than these are not tried. */
const maxAlternatives = 64;

/** Every combination of branches in turn, as the list of all schema objects that then hold for one value. */
export function* alternatives(schemas: Schemas, entries: readonly Schema[], force: readonly Force[] = []): Generator<SchemaObject[]> {
  let choice: number[] = [];
  for (let tries = 0; tries < maxAlternatives; tries++) {
    const sizes: number[] = [];
    const owners = expand(schemas, entries, (owner, keyword, branches) => {
      const forced = force.find((one) => one.owner === owner && one.keyword === keyword);
      if (forced) return forced.indexes;
      const index = choice[sizes.length] ?? 0;
      sizes.push(keyword === 'dependentSchemas' ? 2 : branches.length);
      return keyword === 'dependentSchemas' ? (index === 0 ? [] : [...branches.keys()]) : [index];
    });
    if (owners) yield owners;
    const next = advance(sizes, choice);
    if (!next) return;
    choice = next;
  }
}

/** The schema objects that hold for this very value. */
export function activeFor(
  schemas: Schemas,
  entries: readonly Schema[],
  value: unknown,
  accepts: (schema: Schema, value: unknown) => boolean,
): SchemaObject[] {
  const choose: Choose = (owner, keyword, branches) => {
    if (keyword === 'if') return [accepts(branches[0] ?? true, value) ? 0 : 1];
    if (keyword === 'dependentSchemas')
      return namedSchemas(owner, keyword).flatMap(([name], index) => (isObject(value) && Object.hasOwn(value, name) ? [index] : []));
    return branches.flatMap((branch, index) => (accepts(branch, value) ? [index] : []));
  };
  return expand(schemas, entries, choose) ?? [];
}

export function branchesOf(owner: SchemaObject, keyword: Composition): Schema[] {
  if (keyword === 'if') return 'then' in owner || 'else' in owner ? [owner['if'] as Schema, (owner['else'] ?? true) as Schema] : [];
  const value = owner[keyword];
  if (keyword === 'dependentSchemas') return namedSchemas(owner, keyword).map(([, schema]) => schema as Schema);
  return Array.isArray(value) ? (value as Schema[]) : [];
}

/** The schemas that hold for a property of an object for which `owners` hold. */
export function schemasOfProperty(owners: readonly SchemaObject[], name: string): Schema[] {
  const found = owners.flatMap((owner) => {
    const own = declaredOf(owner, name);
    if (own.length > 0) return own;
    return owner['additionalProperties'] === undefined ? [] : [owner['additionalProperties'] as Schema];
  });
  if (found.length > 0) return found;
  return owners.flatMap((owner) => (owner['unevaluatedProperties'] === undefined ? [] : [owner['unevaluatedProperties'] as Schema]));
}

export function isDeclared(owners: readonly SchemaObject[], name: string): boolean {
  return owners.some((owner) => declaredOf(owner, name).length > 0);
}

function declaredOf(owner: SchemaObject, name: string): Schema[] {
  const properties = owner['properties'];
  const own = isObject(properties) && Object.hasOwn(properties, name) ? [properties[name] as Schema] : [];
  return [
    ...own,
    ...namedSchemas(owner, 'patternProperties').flatMap(([pattern, schema]) => (toRegExp(pattern)?.test(name) ? [schema as Schema] : [])),
  ];
}

/** The schemas that hold for an item of an array for which `owners` hold. */
export function schemasOfItem(owners: readonly SchemaObject[], index: number): Schema[] {
  const found = owners.flatMap((owner) => {
    const prefix = Array.isArray(owner['prefixItems']) ? (owner['prefixItems'] as Schema[]) : [];
    const schema = prefix[index] ?? (index < prefix.length ? true : (owner['items'] as Schema | undefined));
    return schema === undefined ? [] : [schema];
  });
  if (found.length > 0) return found;
  return owners.flatMap((owner) => (owner['unevaluatedItems'] === undefined ? [] : [owner['unevaluatedItems'] as Schema]));
}

export function isReadOnly(schemas: Schemas, entries: readonly Schema[]): boolean {
  return (expand(schemas, entries, () => []) ?? []).some((owner) => owner['readOnly'] === true);
}

function advance(sizes: readonly number[], choice: readonly number[]): number[] | undefined {
  const last = sizes.findLastIndex((size, index) => (choice[index] ?? 0) + 1 < size);
  return last === -1 ? undefined : sizes.slice(0, last + 1).map((_, index) => (choice[index] ?? 0) + (index === last ? 1 : 0));
}

/** Undefined when one of them allows nothing. */
function expand(schemas: Schemas, entries: readonly Schema[], choose: Choose): SchemaObject[] | undefined {
  const owners = new Set<SchemaObject>();
  const add = (schema: Schema): boolean => {
    if (typeof schema === 'boolean') return schema;
    if (owners.has(schema)) return true;
    owners.add(schema);
    return partsOf(schemas, schema, choose).every(add);
  };
  return entries.every(add) ? [...owners] : undefined;
}

function partsOf(schemas: Schemas, owner: SchemaObject, choose: Choose): Schema[] {
  const parts: Schema[] = [];
  if (typeof owner['$ref'] === 'string') parts.push(schemas.named(owner['$ref']));
  if (Array.isArray(owner['allOf'])) parts.push(...(owner['allOf'] as Schema[]));
  for (const keyword of ['oneOf', 'anyOf', 'dependentSchemas', 'if'] as const) {
    const branches = branchesOf(owner, keyword);
    if (branches.length === 0) continue;
    for (const index of choose(owner, keyword, branches)) {
      parts.push(branches[index] ?? true);
      if (keyword === 'if' && index === 0) parts.push((owner['then'] ?? true) as Schema);
    }
  }
  return parts;
}
