import { childSchemas, facetsOf } from '../../check/facets.ts';
import type { Location } from '../../spec/location.ts';
import type { Schema, SchemaObject, Spec } from '../../spec/spec.ts';
import { isObject, typeOf, withProperty } from '../../values/json.ts';

/** A kind of part of a JSON value, by what its schema says. */
export interface Place {
  /** Names of properties; `*` for all items of a list or all properties of a map. */
  path: readonly string[];
  facets: readonly SchemaObject[];
  /** It, or what holds it, differs each time (`x-varies`): nobody can tell its value. */
  varies: boolean;
  /** What it may be: JSON's types, `integer` as `number`. All of them where nothing is said. */
  types: ReadonlySet<string>;
  at: Location | undefined;
}

/** Deeper ones repeat themselves. */
const deepest = 6;

/** Every part that a schema describes, the whole first. */
export function placesOf(schema: Schema | undefined, spec: Spec): Place[] {
  const visit = (schemas: readonly Schema[], path: readonly string[], inherited: boolean): Place[] => {
    const facets = [...new Set(schemas.flatMap((part) => facetsOf(part, spec.schemas)))];
    if (facets.length === 0 || path.length > deepest) return [];
    const varies = inherited || facets.some((facet) => facet['x-varies'] === true);
    const names = new Set(facets.flatMap((facet) => Object.keys((facet['properties'] ?? {}) as object)));
    const inside = [...names].flatMap((name) => visit(childSchemas(facets, name), [...path, name], varies));
    const items = facets.flatMap((facet) => [facet['items'], facet['additionalProperties']]).filter((part) => typeof part === 'object');
    const below = items.length > 0 ? visit(items as Schema[], [...path, '*'], varies) : [];
    const [facet] = facets;
    return [{ path, facets, varies, types: typesOf(facets), at: facet && locate(spec, facet) }, ...inside, ...below];
  };
  return schema === undefined ? [] : visit([schema], [], false);
}

function typesOf(facets: readonly SchemaObject[]): Set<string> {
  const said = facets.flatMap((facet) => [
    ...[facet['type'] ?? []].flat().map(String),
    ...(Array.isArray(facet['enum']) ? (facet['enum'] as unknown[]).map(typeOf) : []),
    ...(facet['const'] === undefined ? [] : [typeOf(facet['const'])]),
  ]);
  const implied = facets.flatMap((facet) => [...(facet['properties'] ? ['object'] : []), ...(facet['items'] ? ['array'] : [])]);
  const found = [...said, ...implied].map((type) => (type === 'integer' ? 'number' : type));
  return new Set(found.length > 0 ? found : ['null', 'boolean', 'number', 'string', 'array', 'object']);
}

function locate({ schemas }: Spec, facet: SchemaObject): Location | undefined {
  try {
    return schemas.locate(facet);
  } catch {
    return undefined;
  }
}

/** A copy in which every part at the path is changed; the same value where there is none. */
export function changeAt(root: unknown, [key, ...rest]: readonly string[], change: (part: unknown) => unknown): unknown {
  if (key === undefined) return change(root);
  if (key === '*' && Array.isArray(root)) return root.map((item) => changeAt(item, rest, change));
  if (!isObject(root)) return root;
  if (key === '*') return Object.fromEntries(Object.entries(root).map(([name, part]) => [name, changeAt(part, rest, change)]));
  return Object.hasOwn(root, key) ? withProperty(root, key, changeAt(root[key], rest, change)) : root;
}
