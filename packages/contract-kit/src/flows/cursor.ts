import { SpecError, type Location } from '../spec/location.ts';

/** A text that is read from left to right. */
export interface Cursor {
  readonly text: string;
  readonly at: Location;
  index: number;
}

/** What the (sticky) pattern finds here, behind spaces; undefined if it finds nothing. */
export function take(cursor: Cursor, pattern: RegExp): string | undefined {
  const start = skipSpace(cursor);
  pattern.lastIndex = start;
  const [found] = pattern.exec(cursor.text) ?? [];
  if (found !== undefined) cursor.index = start + found.length;
  return found;
}

/** Takes it or throws. */
export function expectNext(cursor: Cursor, pattern: RegExp, what: string): string {
  return take(cursor, pattern) ?? refuse(cursor, `${what} expected`);
}

export function hasEnded(cursor: Cursor): boolean {
  return skipSpace(cursor) === cursor.text.length;
}

export function refuse(cursor: Cursor, reason: string): never {
  throw new SpecError(`${reason} at character ${skipSpace(cursor) + 1} of: ${cursor.text}`, cursor.at);
}

function skipSpace({ text, index }: Cursor): number {
  let start = index;
  while (/\s/.test(text.charAt(start))) start++;
  return start;
}
