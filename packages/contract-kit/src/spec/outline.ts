import { keysOf } from './pointer.ts';

/**
 * A part of a text that can be read on its own: all of it, or an entry of a mapping. A file of many megabytes is not read again as a whole: only the
 * entry that was edited, and the one that somebody asks a place of.
 */
export interface Outline {
  /** In characters, like all that follows. */
  length: number;
  /** From its start to its key, or to its value where it has no key. */
  at: number;
  /** Whether it can be read without the rest of the text. */
  isAlone: boolean;
  /** The entries that are worth it, in the order of the text. */
  entries: ReadonlyMap<string, Entry> | undefined;
}

export interface Entry {
  /** From the start of the part around it. */
  start: number;
  outline: Outline;
}

/** A part, where it starts in the text, and the keys that lead to it. */
export interface Part {
  outline: Outline;
  offset: number;
  keys: readonly string[];
}

/** Of a shorter part no entries are told apart: reading all of it takes no time. */
export const worthwhile = 4000;

/**
 * A part of a text as a text of its own: what is read from a mere slice would keep all of the text in memory, and of a file that is being edited there
 * are many versions.
 */
export function copyOf(text: string, start: number, length: number): string {
  return Buffer.from(text.slice(start, start + length), 'utf16le').toString('utf16le');
}

/** The smallest part that a pointer leads into and that can be read alone, and the keys that lead on from there. */
export function partAt(root: Outline, pointer: string): Part & { rest: readonly string[] } {
  const keys = keysOf(pointer);
  let [outline, offset] = [root, 0];
  let [found, start, depth] = [root, 0, 0];
  for (const [index, key] of keys.entries()) {
    const entry = outline.entries?.get(key);
    if (!entry) break;
    [outline, offset] = [entry.outline, offset + entry.start];
    if (outline.isAlone) [found, start, depth] = [outline, offset, index + 1];
  }
  return { outline: found, offset: start, keys: keys.slice(0, depth), rest: keys.slice(depth) };
}

/** All parts around a stretch of the text that can be read alone, the smallest first. */
export function partsAround(root: Outline, from: number, to: number): Part[] {
  const parts: Part[] = [];
  for (let part: Part | undefined = { outline: root, offset: 0, keys: [] }; part; part = entryAround(part, from, to))
    if (part.outline.isAlone) parts.unshift(part);
  return parts;
}

function entryAround({ outline, offset, keys }: Part, from: number, to: number): Part | undefined {
  for (const [key, entry] of outline.entries ?? []) {
    const start = offset + entry.start;
    if (start <= from && to <= start + entry.outline.length) return { outline: entry.outline, offset: start, keys: [...keys, key] };
  }
  return undefined;
}

/** The outline after the part at `keys` became another. What stands behind it moves, and nothing else changes. */
export function replacePart(outline: Outline, [key, ...rest]: readonly string[], part: Outline): Outline {
  const old = key === undefined ? undefined : outline.entries?.get(key);
  if (!old || key === undefined) return part;
  const replaced = replacePart(old.outline, rest, part);
  const growth = replaced.length - old.outline.length;
  const entries = new Map<string, Entry>();
  for (const [name, entry] of outline.entries ?? [])
    entries.set(name, entry.start > old.start ? { ...entry, start: entry.start + growth } : entry);
  return { ...outline, length: outline.length + growth, entries: entries.set(key, { ...old, outline: replaced }) };
}
