/** Where the lines of a text start. Found when somebody asks, for in a text of many megabytes that takes a while. */
export interface Lines {
  starts?: Uint32Array;
}

/** The line and the column of an offset. Both count from 1. */
export function toLineAndColumn(offset: number, text: string, lines: Lines): { line: number; column: number } {
  const starts = (lines.starts ??= Uint32Array.from([0, ...startsWithin(text, 0, text.length)]));
  const line = firstBehind(starts, offset);
  return { line, column: offset - (starts[line - 1] ?? 0) + 1 };
}

/** The lines of a text that differs from another one, whose lines are known or not, in what stood between two offsets. */
export function linesAfter({ starts }: Lines, text: string, { from, to, growth }: { from: number; to: number; growth: number }): Lines {
  if (!starts) return {};
  const within = startsWithin(text, from, to + growth);
  const [before, behind] = [firstBehind(starts, from), firstBehind(starts, to)];
  const patched = new Uint32Array(before + within.length + starts.length - behind);
  patched.set(starts.subarray(0, before));
  patched.set(within, before);
  for (let next = before + within.length, index = behind; index < starts.length; index++) patched[next++] = (starts[index] ?? 0) + growth;
  return { starts: patched };
}

/** The index of the first start behind an offset. */
function firstBehind(starts: Uint32Array, offset: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function startsWithin(text: string, from: number, to: number): number[] {
  const starts: number[] = [];
  for (let index = text.indexOf('\n', from); index !== -1 && index < to; index = text.indexOf('\n', index + 1)) starts.push(index + 1);
  return starts;
}
