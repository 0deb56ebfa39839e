import { escapePointerFragment, getLineColLocation, Source, unescapePointerFragment } from '@redocly/openapi-core';
import type { Parsed, Piece } from './parse.ts';

/** Both count from 1. */
export interface Position {
  line: number;
  col: number;
}

/** Where something stands: what a JSON pointer (`#/…`) leads to, or the key before it. */
export interface Spot {
  pointer: string;
  onKey: boolean;
}

export interface Places {
  positionOf(spot: Spot): Position;
  /** Of two spots in different parts of the text, the one that stands earlier has the smaller number. */
  orderOf(spot: Spot): number;
}

/** Tells where things stand in a text. Only the parts that are asked for are read again, and the syntax tree of the last one is kept. */
export function createPlaces({ text, root }: Parsed): Places {
  const starts = toStarts(root);
  let last: { piece: Piece; source: Source } | undefined;
  const sourceOf = (piece: Piece): Source => {
    const { start } = starts.get(piece) ?? { start: 0 };
    if (last?.piece !== piece) last = { piece, source: new Source('', text.slice(start, start + piece.length)) };
    return last.source;
  };
  const toPosition = (piece: Piece, rest: readonly string[], onKey: boolean): Position => {
    const { line, start } = starts.get(piece) ?? { line: 0, start: 0 };
    const keys = piece.key === undefined ? rest : [piece.key, ...rest];
    const [first] = piece.parts?.values() ?? [];
    if (!first) return locate(sourceOf(piece), keys, onKey, line);
    // A key stands on the first line, and what it holds begins with its first entry.
    if (!onKey || piece.key === undefined) return toPosition(first, [], true);
    return locate(new Source('', text.slice(start, text.indexOf('\n', start))), [piece.key], true, line);
  };
  return {
    orderOf: ({ pointer }) => starts.get(follow(root, pointer).piece)?.line ?? 0,
    positionOf({ pointer, onKey }) {
      const { piece, rest } = follow(root, pointer);
      return toPosition(piece, rest, onKey);
    },
  };
}

/** The lines and characters before each piece. */
function toStarts(root: Piece): Map<Piece, { line: number; start: number }> {
  const starts = new Map([[root, { line: 0, start: 0 }]]);
  const visit = (piece: Piece) => {
    const parts = [...(piece.parts?.values() ?? [])];
    const own = starts.get(piece) ?? { line: 0, start: 0 };
    let line = own.line + piece.lines - parts.reduce((sum, part) => sum + part.lines, 0);
    let start = own.start + piece.length - parts.reduce((sum, part) => sum + part.length, 0);
    for (const part of parts) {
      starts.set(part, { line, start });
      visit(part);
      line += part.lines;
      start += part.length;
    }
  };
  visit(root);
  return starts;
}

/** The innermost piece around what the pointer leads to, and the rest of the way. A way that ends early leads to where it ends. */
function follow(root: Piece, pointer: string): { piece: Piece; rest: string[] } {
  const keys = pointer.split('/').slice(1).map(unescapePointerFragment).filter(Boolean);
  let piece = root;
  let depth = 0;
  for (; depth < keys.length && piece.parts; depth++) {
    const inner = piece.parts.get(keys[depth] ?? '');
    if (!inner) break;
    piece = inner;
  }
  return { piece, rest: keys.slice(depth) };
}

function locate(source: Source, keys: readonly string[], onKey: boolean, line: number): Position {
  const pointer = `#/${keys.map(escapePointerFragment).join('/')}`;
  const { start } = getLineColLocation({ source, pointer, reportOnKey: onKey });
  return { line: start.line + line, col: start.col };
}
