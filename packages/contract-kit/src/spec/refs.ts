import { child, keysOf } from './pointer.ts';

/** A `$ref` and where it stands, from the value that it was looked for in. */
export interface Ref {
  ref: string;
  /** Of the `$ref` itself. */
  pointer: string;
}

/** So deep below the top of a file what was found is kept: versions of the file have most of it in common. */
const kept = 4;
const known = new WeakMap<object, readonly Ref[]>();

/** Every `$ref` in a value of a file, in the order of the text. Values are never changed, so each is looked through once. */
export function refsIn(value: unknown, depth = 0): readonly Ref[] {
  if (typeof value !== 'object' || value === null) return [];
  const found = known.get(value);
  if (found) return found;
  const refs: Ref[] = [];
  if (depth >= kept) collect(value, '', refs, new Set());
  else {
    const own = refOf(value);
    if (own !== undefined) refs.push({ ref: own, pointer: '/$ref' });
    for (const [key, part] of Object.entries(value))
      for (const { ref, pointer } of refsIn(part, depth + 1)) refs.push({ ref, pointer: child('', key) + pointer });
  }
  known.set(value, refs);
  return refs;
}

/** `seen` ends the circle that an alias may make. */
function collect(value: object, pointer: string, refs: Ref[], seen: Set<object>): void {
  if (seen.has(value)) return;
  seen.add(value);
  const ref = refOf(value);
  if (ref !== undefined) refs.push({ ref, pointer: `${pointer}/$ref` });
  for (const [key, part] of Object.entries(value))
    if (typeof part === 'object' && part !== null) collect(part as object, child(pointer, key), refs, seen);
}

/**
 * Whether something at this pointer is what an example shows, which may be anything, also what looks like a reference. A named example may be one
 * itself.
 */
export function isShown(pointer: string): boolean {
  const keys = keysOf(pointer);
  const at = keys.findIndex((key, index) => (key === 'example' || key === 'examples') && keys[index - 1] !== 'properties');
  return at !== -1 && (keys[at] === 'example' || keys.length - at > 3);
}

export function refOf(value: unknown): string | undefined {
  const ref = typeof value === 'object' && value !== null && Object.hasOwn(value, '$ref') ? (value as { $ref: unknown }).$ref : undefined;
  return typeof ref === 'string' ? ref : undefined;
}
