import { type Entry, type Parsed, type Piece, readEntry } from './parse.ts';

/**
 * Reads a text of which only one entry changed, and that within: the usual case of an edit, in which nothing else has to be looked at.
 * @returns nothing if it is another case
 */
export function edit(before: Parsed, text: string, size: number): Parsed | undefined {
  const from = sharedStart(before.text, text);
  const rest = Math.min(sharedEnd(before.text, text), Math.min(before.text.length, text.length) - from);
  const change = { text, from, to: before.text.length - rest, growth: text.length - before.text.length, size };
  const root = replace(before.root, 0, change);
  return root && { text, value: root.value, root };
}

interface Change {
  text: string;
  /** What changed of the text before, in characters, and by how much it grew. */
  from: number;
  to: number;
  growth: number;
  size: number;
}

function replace(piece: Piece, start: number, change: Change): Piece | undefined {
  if (!piece.parts) return piece.key === undefined ? undefined : reread({ ...piece, key: piece.key }, start, change);
  const parts = [...piece.parts.values()];
  let at = start + piece.length - parts.reduce((sum, { length }) => sum + length, 0);
  for (const part of parts) {
    const end = at + part.length;
    // Where it begins and ends must stand, or it could be another entry than before.
    if (at < change.from && change.to < end) {
      const changed = replace(part, at, change);
      return changed && withPart(piece, changed, part);
    }
    at = end;
  }
  return undefined;
}

function reread(entry: Entry, start: number, { text, from, growth, size }: Change): Piece | undefined {
  const own = text.slice(start, start + entry.length + growth);
  const head = own.search(/[^ ]/);
  // An edit before its first character may have moved it; marks end documents or lines; a part that outgrew all measure is divided anew.
  if (from <= start + head || /^(?:---|\.\.\.)|\r/m.test(own) || (growth > 0 && own.length > 2 * size)) return undefined;
  const read = readEntry(own, { length: own.length, lines: own.split('\n').length - 1 });
  return read?.key === entry.key ? read : undefined;
}

function withPart(piece: Piece, part: Piece, before: Piece): Piece {
  const key = part.key ?? '';
  const parts = new Map(piece.parts).set(key, part);
  const value = Object.defineProperty({ ...(piece.value as object) }, key, { value: part.value, enumerable: true, writable: true });
  return {
    ...piece,
    length: piece.length + part.length - before.length,
    lines: piece.lines + part.lines - before.lines,
    parts,
    value,
  };
}

/** How many characters at the start are the same: halved again and again, because comparing long strings is much faster than comparing characters. */
function sharedStart(a: string, b: string): number {
  return longest(Math.min(a.length, b.length), (count) => a.slice(0, count) === b.slice(0, count));
}

function sharedEnd(a: string, b: string): number {
  return longest(Math.min(a.length, b.length), (count) => a.slice(a.length - count) === b.slice(b.length - count));
}

function longest(limit: number, isShared: (count: number) => boolean): number {
  let [low, high] = [0, limit];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (isShared(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
