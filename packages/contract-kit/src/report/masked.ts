import type { Mask } from '../mask.ts';

const nothing: ReadonlySet<string> = new Set();

/**
 * A copy of plain data in which every text went through the mask. Keys stay: they are the format's. So does what stands under the keys `spared`, at any
 * depth.
 */
export function maskAll<T>(value: T, mask: Mask, spared: ReadonlySet<string> = nothing): T {
  if (typeof value === 'string') return mask(value) as T;
  if (Array.isArray(value)) return value.map((part: unknown) => maskAll(part, mask, spared)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, spared.has(key) ? part : maskAll(part as unknown, mask, spared)]),
  ) as T;
}

/**
 * The text of a body, masked. JSON is masked by its values as well: escaped (`\u0070`, `\"`) a secret does not look like itself. With `indent` it is
 * laid out for reading.
 */
export function maskBody(text: string, mask: Mask, indent?: number): string {
  const value = parse(text);
  if (typeof value !== 'object' || value === null) return mask(value === undefined ? text : JSON.stringify(maskAll(value, mask)));
  const masked = JSON.stringify(maskAll(value, mask), null, indent);
  // As it was sent, spaces and order and all, unless that would show something.
  return indent === undefined && masked === JSON.stringify(value) ? mask(text) : mask(masked);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
