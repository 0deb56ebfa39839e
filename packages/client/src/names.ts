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

/** A copy in which every property of the tree bears its other name. What the tree does not touch is the same object. */
export function rename(value: unknown, tree: NameTree | undefined): unknown {
  const inner = tree?.in;
  if (!inner || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => rename(item, inner['*']));
  const copy: Record<string, unknown> = {};
  for (const [key, property] of Object.entries(value)) {
    const node = inner[key] ?? inner['*'];
    const name = node?.as ?? key;
    // Assigned, it would be the prototype.
    if (name === '__proto__') Object.defineProperty(copy, name, { value: property, enumerable: true });
    else copy[name] = rename(property, node);
  }
  return copy;
}

/** The tree of the way back. */
export function invert({ in: inner = {} }: NameTree): NameTree {
  const back = Object.entries(inner).map(([key, node]) => [node.as ?? key, { ...invert(node), ...(node.as && { as: key }) }]);
  return { in: Object.fromEntries(back) };
}
