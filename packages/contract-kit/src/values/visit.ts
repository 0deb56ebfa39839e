import { child, valueAt } from '../spec/pointer.ts';
import type { Schema, SchemaObject } from '../spec/spec.ts';
import { accepts, build, type Built } from './build.ts';
import { takeBranch } from './composition-ideas.ts';
import { branchesOf, isReadOnly, schemasOfItem, schemasOfProperty } from './conjuncts.ts';
import { exercise, placeOf, type Site, type Walk } from './exercise.ts';
import { namedSchemas } from './facts.ts';
import type { Place } from './idea.ts';
import { isObject, replaceAt } from './json.ts';
import { inventName } from './object.ts';
import { witnesses } from './pattern.ts';

/** A schema that many properties share is exercised at so many of them. */
const maxVisits = 3;
/** For schemas without measure. */
const maxVariations = 5000;
const maxDepth = 64;

/** Exercises `schema`, which holds at the site, and all schemas below it. A schema is never exercised inside itself, so this ends. */
export function visit(walk: Walk, site: Site, schema: Schema): void {
  if (typeof schema !== 'object' || site.above.has(schema) || site.above.size > maxDepth) return;
  const visits = walk.visits.get(schema) ?? 0;
  if (visits >= maxVisits || walk.variations.length + walk.unreachable.length >= maxVariations) return;
  walk.visits.set(schema, visits + 1);
  const inner = { ...site, above: new Set([...site.above, schema]) };
  exercise(walk, inner, schema);
  if (typeof schema['$ref'] === 'string' && isAsked(walk, schema, '$ref'))
    visit(walk, inner, walk.run.context.schemas.named(schema['$ref']));
  for (const [index, part] of listOf(schema, 'allOf').entries()) if (isAsked(walk, schema, 'allOf', index)) visit(walk, inner, part);
  visitBranches(walk, inner, schema);
  visitConditions(walk, inner, schema);
  visitProperties(walk, inner, schema);
  visitItems(walk, inner, schema);
}

function isAsked({ focus }: Walk, owner: SchemaObject, ...keys: (string | number)[]): boolean {
  return focus?.(owner, child('', ...keys)) ?? true;
}

function listOf(owner: SchemaObject, keyword: string): Schema[] {
  return Array.isArray(owner[keyword]) ? (owner[keyword] as Schema[]) : [];
}

function visitBranches(walk: Walk, site: Site, owner: SchemaObject): void {
  for (const keyword of ['oneOf', 'anyOf'] as const)
    for (const [index, branch] of branchesOf(owner, keyword).entries()) {
      if (!isAsked(walk, owner, keyword, index)) continue;
      const chain = [...site.chain, { owner, keyword, branch, pointer: site.pointer }];
      const taken = withHosts(walk, { ...site, chain }, owner, (place) => takeBranch(place, keyword, index));
      visit(walk, { ...taken, chain }, branch);
    }
}

function visitConditions(walk: Walk, site: Site, owner: SchemaObject): void {
  const condition = owner['if'] as Schema | undefined;
  for (const [index, keyword] of ['then', 'else'].entries()) {
    const branch = owner[keyword] as Schema | undefined;
    if (condition === undefined || branch === undefined || !isAsked(walk, owner, keyword)) continue;
    const met = ({ run, entries, local }: Place): Built => {
      const satisfies = (value: unknown) => accepts(run, [condition], value) === (index === 0);
      if (satisfies(local)) return { value: local };
      return build(run, entries, { force: [{ owner, keyword: 'if', indexes: [index] }], known: local, satisfies });
    };
    visit(walk, withHosts(walk, site, owner, met), branch);
  }
  for (const [name, schema] of namedSchemas(owner, 'dependentSchemas').filter(([key]) => isAsked(walk, owner, 'dependentSchemas', key)))
    visit(
      walk,
      withHosts(walk, site, owner, (place) => having(place, name)),
      schema as Schema,
    );
}

function visitProperties(walk: Walk, site: Site, owner: SchemaObject): void {
  for (const [name, schema] of namedSchemas(owner, 'properties'))
    if (isAsked(walk, owner, 'properties', name)) visitProperty(walk, site, owner, name, schema as Schema);
  for (const [pattern, schema] of namedSchemas(owner, 'patternProperties')) {
    if (!isAsked(walk, owner, 'patternProperties', pattern)) continue;
    const [name] = witnesses(pattern, 1, 40, 1);
    if (name !== undefined) visitProperty(walk, site, owner, name, schema as Schema);
  }
  for (const keyword of ['additionalProperties', 'unevaluatedProperties']) {
    const [host] = site.hosts;
    if (!isObject(owner[keyword]) || !isAsked(walk, owner, keyword)) continue;
    const local = valueAt(host, site.pointer);
    const name = inventName(walk.run, placeOf(walk.run, site, owner, host).owners, []) ?? 'unexpected';
    const known = isObject(local)
      ? Object.keys(local).find((key) => schemasOfProperty([owner], key).includes(owner[keyword] as Schema))
      : undefined;
    visitProperty(walk, site, owner, known ?? name, owner[keyword]);
  }
}

function visitProperty(walk: Walk, site: Site, owner: SchemaObject, name: string, schema: Schema): void {
  const present = withHosts(walk, site, owner, (place) => having(place, name));
  const [host] = present.hosts;
  const entries = host === undefined ? [schema] : schemasOfProperty(placeOf(walk.run, site, owner, host).owners, name);
  visit(walk, { ...present, entries, pointer: child(site.pointer, name) }, schema);
}

function having({ run, owners, entries, local }: Place, name: string): Built {
  if (isObject(local) && Object.hasOwn(local, name)) return { value: local };
  if (isReadOnly(run.context.schemas, schemasOfProperty(owners, name))) return { reason: 'it is read-only' };
  const built = build(run, entries, { type: 'object', known: local, need: [name] });
  return 'value' in built && !(isObject(built.value) && Object.hasOwn(built.value, name)) ? { reason: `${name} cannot be there` } : built;
}

function visitItems(walk: Walk, site: Site, owner: SchemaObject): void {
  const prefix = listOf(owner, 'prefixItems');
  const keyword = ['items', 'unevaluatedItems'].find((key) => isObject(owner[key]));
  for (const [index, schema] of [...prefix, ...(keyword === undefined ? [] : [owner[keyword] as Schema])].entries()) {
    if (!(index < prefix.length ? isAsked(walk, owner, 'prefixItems', index) : isAsked(walk, owner, keyword ?? ''))) continue;
    const filled = withHosts(walk, site, owner, (place) => ofLength(place, index + 1));
    const [host] = filled.hosts;
    const entries = host === undefined ? [schema] : schemasOfItem(placeOf(walk.run, site, owner, host).owners, index);
    visit(walk, { ...filled, entries, pointer: child(site.pointer, index) }, schema);
  }
}

function ofLength({ run, entries, local }: Place, size: number): Built {
  if (Array.isArray(local) && local.length >= size) return { value: local };
  return build(run, entries, { type: 'array', known: local, count: size });
}

/** The site with those of its hosts that are as wanted already, or else with one that was changed to be so. */
function withHosts(walk: Walk, site: Site, owner: SchemaObject, want: (place: Place) => Built): Site {
  const { reason: _, ...rest } = site;
  if (site.hosts.length === 0) return site;
  const kept: unknown[] = [];
  let changed: unknown[] = [];
  let reason = 'no valid value has it';
  for (const host of site.hosts) {
    const place = placeOf(walk.run, site, owner, host);
    const built = changed.length > 0 && kept.length > 0 ? { reason } : want(place);
    if ('reason' in built) reason = built.reason;
    else if (built.value === place.local) kept.push(host);
    else {
      const root = replaceAt(host, site.pointer, built.value);
      const isTaken = site.chain.every(({ branch, pointer }) => accepts(walk.run, [branch], valueAt(root, pointer)));
      if (isTaken && accepts(walk.run, [walk.schema], root)) changed = [...changed, root].slice(0, 2);
    }
  }
  const hosts = kept.length > 0 ? kept : changed;
  return hosts.length > 0 ? { ...rest, hosts } : { ...rest, hosts, reason };
}
