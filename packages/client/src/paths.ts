import type { Path } from '@countersign/contracts';

/** What a path leads to, the body itself if there is none; undefined if it leads nowhere. */
export function at(body: unknown, path: Path = []): unknown {
  return path.reduce<unknown>((node, key) => (node as Record<string, unknown> | null | undefined)?.[key], body);
}

/** An object in which the path leads to the value. */
export function wrap(value: unknown, path: Path): unknown {
  return path.reduceRight((inner, key) => ({ [key]: inner }), value);
}
