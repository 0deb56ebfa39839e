import { readFile } from 'node:fs/promises';
import type { Contract, Place } from '../src/contract.ts';
import { blocksOf } from '../src/snippet.ts';

/** The lines of the contract that the page quotes, by file: first line and text of each run. */
export async function readSources(contract: Contract, files: readonly string[]): Promise<[line: number, text: string][][]> {
  const places = contract.apis.flatMap(({ operations }) =>
    operations.flatMap(({ at, statuses }) => [
      at,
      ...statuses.flatMap((status) => [status.at, ...status.tries.flatMap((one) => [one.at, one.requestAt])]),
    ]),
  );
  return Promise.all(files.map(async (file, index) => toRuns((await readFile(file, 'utf8')).split('\n'), linesOf(places, index))));
}

function linesOf(places: readonly Place[], index: number): number[] {
  return [...new Set(places.filter(([file]) => file === index).map(([, line]) => line))];
}

function toRuns(lines: readonly string[], quoted: readonly number[]): [number, string][] {
  const needed = new Set<number>();
  for (const line of quoted)
    for (const [first, last] of blocksOf(lines, line)) for (let number = first; number <= last; number++) needed.add(number);
  const runs: [number, string][] = [];
  for (const number of [...needed].toSorted((a, b) => a - b)) {
    const run = runs.at(-1);
    const text = lines[number - 1] ?? '';
    if (run && number === run[0] + run[1].split('\n').length) run[1] += `\n${text}`;
    else runs.push([number, text]);
  }
  return runs;
}
