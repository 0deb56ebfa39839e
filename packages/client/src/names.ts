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
  const rest: Record<string, unknown> = { ...value };
  const moved: Record<string, unknown> = {};
  for (const [wire, { as = wire }] of Object.entries(inner)) {
    const from = isBack ? as : wire;
    if (Object.hasOwn(value, from)) {
      moved[isBack ? wire : as] = rename(rest[from], inner[wire], isBack);
      delete rest[from];
    }
  }
  // What is left of a map; of an object without one nothing that is renamed.
  if (inner['*']) for (const key of Object.keys(rest)) rest[key] = rename(rest[key], inner['*'], isBack);
  return { ...rest, ...moved };
}
