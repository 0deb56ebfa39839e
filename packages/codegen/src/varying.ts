import { dereference, isObject, type JsonObject, mentions } from './json.ts';
import { branchesOf } from './names.ts';

/** JSON pointers to what differs each time (`x-varies`) in a value that the schema describes, whatever is within it left out. */
export function varyingIn(document: JsonObject, schema: unknown, value: unknown): string[] {
  return mentions(document, 'x-varies') ? find(document, schema, value, '') : [];
}

function find(document: JsonObject, schema: unknown, value: unknown, pointer: string): string[] {
  const node = dereference(document, schema);
  // A reference may have siblings.
  if (node['x-varies'] === true || (isObject(schema) && schema['x-varies'] === true)) return [pointer];
  const below = (inner: unknown, key: string | number, item: unknown) =>
    find(document, inner, item, `${pointer}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`);
  const properties = isObject(node['properties']) ? node['properties'] : {};
  const own = Object.entries(isObject(value) ? value : {}).flatMap(([key, item]) =>
    below(Object.hasOwn(properties, key) ? properties[key] : node['additionalProperties'], key, item),
  );
  const items = Array.isArray(value) ? value.flatMap((item, index) => below(node['items'], index, item)) : [];
  const branches = branchesOf(node).flatMap((branch) => find(document, branch, value, pointer));
  return [...new Set([...own, ...items, ...branches])];
}
