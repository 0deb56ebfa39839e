export type JsonObject = { [key: string]: unknown };

/** Narrows to an object that is not an array. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value itself, or what its `$ref` within the document points to. */
export function dereference(document: JsonObject, value: unknown): JsonObject {
  let node = value;
  // A `$ref` may point to another; no more hops than that, so a circle ends too.
  for (let hops = 0; hops < 32 && isObject(node) && typeof node['$ref'] === 'string'; hops++) node = at(document, node['$ref']);
  return isObject(node) ? node : {};
}

function at(document: JsonObject, ref: string): unknown {
  const names = ref.split('/').slice(1);
  const keys = names.map((name) => decodeURIComponent(name).replaceAll('~1', '/').replaceAll('~0', '~'));
  return keys.reduce<unknown>((node, key) => (isObject(node) ? node[key] : undefined), document);
}

/** A key as it stands in a JSON pointer. */
export function escapeKey(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

const mentioned = new Map<string, WeakMap<object, boolean>>();

/** Whether the key stands anywhere in the value. Kept for its upper objects, most of which are the same as those of an earlier document. */
export function mentions(value: unknown, key: string, depth = 0): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const known = mentioned.get(key) ?? new WeakMap<object, boolean>();
  mentioned.set(key, known);
  const found = known.get(value) ?? (key in value || Object.values(value).some((inner) => mentions(inner, key, depth + 1)));
  if (depth < 4) known.set(value, found);
  return found;
}
