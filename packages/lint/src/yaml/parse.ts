import { parseYaml } from '@redocly/openapi-core';
import { edit } from './edit.ts';
import { type Block, outline } from './outline.ts';
import { share } from './share.ts';

/** What a YAML text says, and how it was read. */
export interface Parsed {
  text: string;
  value: unknown;
  root: Piece;
}

/** A stretch of a text that was read by itself; in one with `parts`, those follow upon its first lines and reach to its end. */
export interface Piece {
  /** Nothing for the root. */
  key?: string;
  /** In characters, and in lines. */
  length: number;
  lines: number;
  value: unknown;
  parts?: ReadonlyMap<string, Piece>;
}

/** A piece that is an entry of a mapping. */
export type Entry = Piece & { key: string };

/**
 * Reads YAML as Redocly does. What stands as it stood in the text that was read before is the same object as then, so whoever keeps what he knows
 * by object keeps it.
 * @param size entries larger than this, in characters, are read part by part where they can be
 * @throws as the parser does, and only for a text that the parser refuses as a whole
 */
export function parse(text: string, before?: Parsed, size = toSize(text)): Parsed {
  if (before?.text === text) return before;
  return (before && edit(before, text, size)) ?? divide(text, before, size) ?? readWhole(text, before);
}

/** A part of a large file should be read in milliseconds, and a small file should still have parts. */
function toSize({ length }: string): number {
  return Math.min(65536, Math.max(1024, length / 32));
}

function readWhole(text: string, before: Parsed | undefined): Parsed {
  const value = before ? share(parseYaml(text), before.value) : parseYaml(text);
  return { text, value, root: { length: text.length, lines: 0, value } };
}

/** @returns nothing if the text cannot be divided, or is not what the division took it for */
function divide(text: string, before: Parsed | undefined, size: number): Parsed | undefined {
  const blocks = outline(text, size);
  const whole = blocks && readAll(text, blocks, before && { piece: before.root, text: before.text });
  if (!whole) return undefined;
  const head = text.slice(0, blocks[0]?.start).split('\n').length - 1;
  const lines = blocks.reduce((sum, block) => sum + block.lines, head);
  return { text, value: whole.value, root: { ...whole, length: text.length, lines } };
}

interface Before {
  piece: Piece;
  /** The piece's own. */
  text: string;
}

function readAll(text: string, blocks: readonly Block[], before?: Before): Pick<Piece, 'parts' | 'value'> | undefined {
  const known = before && toKnown(before);
  const parts = new Map<string, Piece>();
  for (const block of blocks) {
    const entry = read(text, block, known);
    if (!entry || parts.has(entry.key)) return undefined;
    parts.set(entry.key, entry);
  }
  return { parts, value: toValue(parts, before?.piece) };
}

/** The parts by what they are recognised by: those with parts by their keys, the others by their text. */
function toKnown({ piece, text }: Before): Map<string, Before> {
  const parts = [...(piece.parts?.values() ?? [])];
  let at = text.length - parts.reduce((sum, { length }) => sum + length, 0);
  return new Map(
    parts.map((part) => {
      const own = text.slice(at, (at += part.length));
      return [part.parts ? `${part.key}` : own, { piece: part, text: own }];
    }),
  );
}

function read(text: string, { start, key, parts: blocks, ...size }: Block, known?: ReadonlyMap<string, Before>): Entry | undefined {
  const own = text.slice(start, start + size.length);
  if (key === undefined || !blocks) return toEntry(known?.get(own)?.piece, size) ?? readEntry(own, size);
  const whole = readAll(text, blocks, known?.get(key));
  return whole && { key, ...size, ...whole };
}

function toEntry(before: Piece | undefined, size: Pick<Piece, 'length' | 'lines'>): Entry | undefined {
  return before?.key === undefined || before.parts ? undefined : { ...before, key: before.key, ...size };
}

/**
 * Reads a text that should be one entry of a mapping.
 * @returns nothing if it is anything else: broken, or with an alias of what stands elsewhere
 */
export function readEntry(text: string, size: Pick<Piece, 'length' | 'lines'>): Entry | undefined {
  const mapping = attempt(text);
  if (typeof mapping !== 'object' || mapping === null || Array.isArray(mapping)) return undefined;
  const [[key, value] = [], ...others] = Object.entries(mapping);
  return key === undefined || others.length > 0 ? undefined : { key, ...size, value };
}

function attempt(text: string): unknown {
  try {
    // A copy of its own, for the strings that are cut from it outlive the file's text.
    return parseYaml(Buffer.from(text).toString());
  } catch {
    return undefined;
  }
}

function toValue(parts: ReadonlyMap<string, Piece>, before?: Piece): unknown {
  const keys = [...parts.keys()];
  const known = before?.parts;
  const isKnown = known?.size === keys.length && [...known].every(([key, { value }], index) => isSame(parts, key, keys[index], value));
  if (isKnown) return before?.value;
  const value = {};
  // Defined, because `__proto__` would set the prototype.
  for (const [key, piece] of parts) Object.defineProperty(value, key, { value: piece.value, enumerable: true, writable: true });
  return value;
}

function isSame(parts: ReadonlyMap<string, Piece>, before: string, key: string | undefined, value: unknown): boolean {
  return key === before && Object.is(parts.get(key)?.value, value);
}
