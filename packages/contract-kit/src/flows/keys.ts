import { entries, get, locate, type Node } from '../spec/graph.ts';
import { SpecError } from '../spec/location.ts';

/** Throws a `SpecError` at the first key that is not among these: what is not understood is not passed over. `x-…` is free. */
export function allowKeys(node: Node, ...keys: readonly string[]): void {
  if (typeof node.value !== 'object' || node.value === null || Array.isArray(node.value))
    throw new SpecError('an object is expected', locate(node));
  for (const [key, entry] of entries(node))
    if (!keys.includes(key) && !key.startsWith('x-')) throw new SpecError(`\`${key}\` is not supported here`, locate(entry));
}

/** A text that must be there. */
export function textOf(node: Node, key: string): string {
  return optionalText(node, key) ?? missing(node, key);
}

/** A name that expressions can hold. */
export function idOf(node: Node, key: string): string {
  const id = textOf(node, key);
  if (/^[\w-]+$/.test(id)) return id;
  throw new SpecError(`\`${key}\` is made of letters, digits, _ and -`, locate(get(node, key)));
}

export function optionalText(node: Node, key: string): string | undefined {
  const { value } = get(node, key);
  if (value === undefined || typeof value === 'string') return value;
  throw new SpecError(`\`${key}\` must be a text`, locate(get(node, key)));
}

/** A number of zero or more, or the default. */
export function numberOf(node: Node, key: string, fallback: number): number {
  const { value = fallback } = get(node, key);
  if (typeof value === 'number' && value >= 0 && Number.isFinite(value)) return value;
  throw new SpecError(`\`${key}\` must be a number of zero or more`, locate(get(node, key)));
}

/** The items of a list; none where there is no list. */
export function itemsOf(node: Node, key: string): Node[] {
  const list = get(node, key);
  if (list.value === undefined || Array.isArray(list.value)) return entries(list).map(([, item]) => item);
  throw new SpecError(`\`${key}\` must be a list`, locate(list));
}

function missing(node: Node, key: string): never {
  throw new SpecError(`\`${key}\` is missing`, locate(node));
}
