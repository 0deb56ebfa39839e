import type { NameTree } from '@countersign/contracts';

/** A body as the client shows it. */
export type Renamed<T, Tree> = [Tree] extends [{ readonly in: infer Inner }]
  ? T extends readonly (infer Item)[]
    ? Renamed<Item, Within<Inner, '*'>>[]
    : T extends object
      ? { [Key in keyof T as ClientName<Inner, Key>]: Renamed<T[Key], Within<Inner, Key>> }
      : T
  : T;

type ClientName<Inner, Key extends PropertyKey> = Within<Inner, Key> extends { readonly as: infer Name extends string } ? Name : Key;

type Within<Inner, Key extends PropertyKey> = Key extends keyof Inner ? Inner[Key] : '*' extends keyof Inner ? Inner['*'] : undefined;

/** A copy in which every property of the tree bears its other name: the client's, or on the way back the wire's. Untouched values are the same object. */
export function rename(value: unknown, tree: NameTree | undefined, isBack = false): unknown {
  const inner = tree?.in;
  if (!inner || !value || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((item) => rename(item, inner['*'], isBack));
  const copy: Record<string, unknown> = {};
  const items = inner['*'];
  for (const key of Object.keys(value)) {
    const property = (value as Record<string, unknown>)[key];
    const wire = (isBack && Object.keys(inner).find((name) => inner[name]?.as === key)) || key;
    const node = inner[wire] ?? items;
    const name = isBack || !node ? wire : (node.as ?? key);
    // Assigned, it would be the prototype.
    if (name === '__proto__') Object.defineProperty(copy, name, { value: property, enumerable: true });
    else copy[name] = node ? rename(property, node, isBack) : property;
  }
  return copy;
}
