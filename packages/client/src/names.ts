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
  const entries = Object.entries(value).map(([key, property]) => {
    const wire = (isBack && Object.keys(inner).find((name) => inner[name]?.as === key)) || key;
    const node = inner[wire] ?? inner['*'];
    return [isBack ? wire : (node?.as ?? key), rename(property, node, isBack)];
  });
  // Assigned one by one, a `__proto__` would be the prototype.
  return Object.fromEntries(entries);
}
