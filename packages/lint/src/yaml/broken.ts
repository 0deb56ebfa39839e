import { parseYaml } from '@redocly/openapi-core';
import { type Block, outline } from './outline.ts';

/** A stretch of a text. */
export interface Stretch {
  text: string;
  /** The line that it begins at, from 1. */
  line: number;
}

/** Larger texts are not looked at as a whole; in characters. */
const large = 65_536;

/** How far above the line at which the parser gave up the fault is looked for; in characters. */
const reach = 4_000_000;

/**
 * Finds the entry that makes a text unreadable, so that whoever wants to say more about it than the parser need not look at all of a large file.
 * @param line where the parser gave up, from 1: the fault is there or above
 * @returns a small text as a whole; nothing if no entry of a large one is broken by itself
 */
export function findBroken(text: string, line: number, size = large): Stretch | undefined {
  if (text.length <= size) return { text, line: 1 };
  const entries = (outline(text, size, true) ?? []).flatMap(leavesOf);
  let at = toLine(text, entries[0]?.start ?? 0);
  const stretches = entries.map(({ start, length, lines }) => ({ start, length, line: (at += lines) - lines }));
  let left = reach;
  for (const { start, length, line: own } of stretches.filter((each) => each.line <= line).toReversed()) {
    if ((left -= length) < 0) return undefined;
    const entry = text.slice(start, start + length);
    if (isRefused(entry)) return { text: entry, line: own };
  }
  return undefined;
}

/** The blocks that are not divided; a heading belongs to the first of its parts. */
function leavesOf(block: Block): Pick<Block, 'start' | 'length' | 'lines'>[] {
  const [first, ...others] = (block.parts ?? []).flatMap(leavesOf);
  if (!first) return [block];
  const own = block.lines - [first, ...others].reduce((sum, { lines }) => sum + lines, 0);
  const length = first.length + first.start - block.start;
  return [{ start: block.start, length, lines: first.lines + own }, ...others];
}

/** An alias of what stands elsewhere is no fault. */
function isRefused(text: string): boolean {
  try {
    parseYaml(text);
    return false;
  } catch (error) {
    return !(error instanceof Error && error.message.includes('alias'));
  }
}

function toLine(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
