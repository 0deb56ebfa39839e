/** The pointer of a child (RFC 6901). */
export function child(pointer: string, ...keys: readonly (string | number)[]): string {
  let whole = pointer;
  for (const key of keys) whole += `/${typeof key === 'number' ? key : escape(key)}`;
  return whole;
}

function escape(key: string): string {
  return key.includes('~') || key.includes('/') ? key.replaceAll('~', '~0').replaceAll('/', '~1') : key;
}

/** The keys that a pointer names, unescaped. */
export function keysOf(pointer: string): string[] {
  const keys = pointer.split('/').slice(1);
  return pointer.includes('~') ? keys.map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~')) : keys;
}

/** What a pointer points at, or undefined. Own properties only. */
export function valueAt(value: unknown, pointer: string): unknown {
  return pointer === '' ? value : partAt(value, keysOf(pointer));
}

/** What these keys lead to, or undefined. Own properties only. */
export function partAt(value: unknown, keys: readonly (string | number)[]): unknown {
  let part = value;
  for (const key of keys) {
    if (typeof part !== 'object' || part === null || !Object.hasOwn(part, key)) return undefined;
    part = (part as Record<string | number, unknown>)[key];
  }
  return part;
}
