import { child } from '../spec/pointer.ts';

/** A value within a JSON text, and the way to it. */
export interface Part {
  value: unknown;
  key: string | number;
  /** Undefined for the whole. */
  above: Part | undefined;
}

/** What is wrong with a part. */
export class PartError extends Error {
  override readonly name = 'PartError';
  /** JSON pointer to it. */
  readonly pointer: string;

  constructor(part: Part, message: string) {
    const pointer = pointerOf(part);
    super(`${pointer.slice(1).replaceAll('/', '.')}: ${message}`);
    this.pointer = pointer;
  }
}

export function root(value: unknown): Part {
  return { value, key: '', above: undefined };
}

/** A property or an item; its value is undefined where there is none. */
export function get(above: Part, key: string): Part {
  const { value } = above;
  const isThere = typeof value === 'object' && value !== null && Object.hasOwn(value, key);
  return { value: isThere ? (value as Record<string, unknown>)[key] : undefined, key, above };
}

/** Throws a `PartError` for anything else; so do the others. */
export function text(part: Part): string {
  if (typeof part.value === 'string') return part.value;
  throw new PartError(part, 'a text is expected');
}

export function number(part: Part): number {
  if (typeof part.value === 'number') return part.value;
  throw new PartError(part, 'a number is expected');
}

/** Undefined for nothing and for null. */
export function optional<T>(read: (part: Part) => T, part: Part): T | undefined {
  return part.value === undefined || part.value === null ? undefined : read(part);
}

export function list(part: Part): Part[] {
  if (!Array.isArray(part.value)) throw new PartError(part, 'a list is expected');
  return part.value.map((value: unknown, key) => ({ value, key, above: part }));
}

function pointerOf({ key, above }: Part): string {
  return above ? child(pointerOf(above), key) : '';
}
