import type { NameTree } from '@countersign/contracts';

/** A body as the client shows it. */
export type Renamed<T, Tree> = [Tree] extends [never]
  ? T
  : [Tree] extends [{ readonly in: infer Inner }]
    ? T extends readonly (infer Item)[]
      ? Renamed<Item, Within<Inner, '*'>>[]
      : T extends object
        ? { [Key in keyof T as ClientName<Inner, Key>]: Renamed<T[Key], Within<Inner, Key>> }
        : T
    : T;

type ClientName<Inner, Key extends PropertyKey> = Within<Inner, Key> extends { readonly as: infer Name extends string } ? Name : Key;

type Within<Inner, Key extends PropertyKey> = Key extends keyof Inner ? Inner[Key] : '*' extends keyof Inner ? Inner['*'] : undefined;

type Fields = Record<string, unknown>;

/** A copy in which every property of the tree bears its other name: the client's, or on the way back the wire's. What the tree leaves out is not copied. */
export function rename(value: unknown, tree: NameTree | undefined, isBack = false): unknown {
  const inner = tree?.in;
  if (!inner || !value || typeof value !== 'object') return value;
  if (isBack) return rename(value, toWire(tree));
  const items = inner['*'];
  if (Array.isArray(value)) return value.map((item) => rename(item, items));
  // Spread, so that what is called `__proto__` does not become the prototype. Then only what has another name costs time.
  let copy: Fields = { ...value };
  for (const key of Object.keys(items ? value : inner)) {
    const node = inner[key] ?? items;
    if (!node || !Object.hasOwn(copy, key)) continue;
    copy[key] = rename(copy[key], node);
    if (!node.as) continue;
    const { [key]: property, ...others } = copy;
    others[node.as] = property;
    copy = others;
  }
  return copy;
}

/** The tree of the way back: by the client's names, with those of the wire in it. */
function toWire({ in: inner = {} }: NameTree): NameTree {
  const nodes = Object.entries(inner).map(([key, node]) => [node.as ?? key, { ...toWire(node), ...(node.as && { as: key }) }] as const);
  return { in: Object.fromEntries(nodes) };
}
