/** Lines of one block at most. */
const most = 8;

/** First and last line, counted from 1. */
export type Block = readonly [first: number, last: number];

/**
 * What is to be read where a sentence of a YAML file begins: its line and what is indented below it; and where it only names an anchor, that too.
 * A line that is not known is undefined.
 */
export function blocksOf(lines: readonly (string | undefined)[], line: number): Block[] {
  const [, anchor] = /\*([\w-]+)\s*$/.exec(lines[line - 1] ?? '') ?? [];
  const own = blockAt(lines, line);
  const index = anchor === undefined ? -1 : lines.findIndex((text) => text?.match(/&([\w-]+)/)?.[1] === anchor);
  return index === -1 ? [own] : [own, blockAt(lines, index + 1)];
}

function blockAt(lines: readonly (string | undefined)[], line: number): Block {
  const depth = indentOf(lines[line - 1] ?? '');
  let last = line;
  while (last < line + most - 1) {
    const next = lines[last];
    if (next === undefined || (next.trim() !== '' && indentOf(next) <= depth)) break;
    last++;
  }
  return [line, last];
}

export function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
