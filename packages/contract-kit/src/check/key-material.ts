import { isObject } from '../values/json.ts';

/** Members of a JSON Web Key that nobody else may know (RFC 7518, 6.2.2, 6.3.2 and 6.4). */
const members = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k'];

/** The private parts of all JSON Web Keys within a JSON value. */
export function keyMaterialOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(keyMaterialOf);
  if (!isObject(value)) return [];
  const own = typeof value['kty'] === 'string' ? members.map((member) => value[member]).filter((part) => typeof part === 'string') : [];
  return [...own, ...Object.values(value).flatMap(keyMaterialOf)];
}

/** The same of a body. */
export function keyMaterialIn(body: Uint8Array): string[] {
  const text = new TextDecoder().decode(body);
  if (!text.includes('"kty"')) return [];
  try {
    return keyMaterialOf(JSON.parse(text));
  } catch {
    return [];
  }
}
