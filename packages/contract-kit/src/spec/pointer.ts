/** The pointer of a child (RFC 6901). */
export function child(pointer: string, ...keys: readonly (string | number)[]): string {
  return keys.reduce<string>((whole, key) => `${whole}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`, pointer);
}

/** The keys that a pointer names, unescaped. */
export function keysOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** What a pointer points at, or undefined. Own properties only. */
export function valueAt(value: unknown, pointer: string): unknown {
  return keysOf(pointer).reduce<unknown>((part, key) => (isContainer(part) && Object.hasOwn(part, key) ? part[key] : undefined), value);
}

function isContainer(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
