import { byPlace, type Finding } from './finding.ts';
import type { Problem } from './problem.ts';
import type { Read } from './reader.ts';
import { createPlaces, type Places, type Position } from './yaml/place.ts';

/** Looks where problems stand, in the files that were read. In the order of the files. */
export function locate(problems: readonly Problem[], files: ReadonlyMap<string, Read>): Finding[] {
  return Array.from(Map.groupBy(problems, ({ file }) => file))
    .flatMap(([file, own]) => locateIn(own, files.get(file)))
    .toSorted(byPlace);
}

function locateIn(problems: readonly Problem[], read: Read | undefined): Finding[] {
  const places = read && 'parsed' in read ? createPlaces(read.parsed) : undefined;
  const ordered = problems.map((problem) => ({ problem, order: 'pointer' in problem.at ? (places?.orderOf(problem.at) ?? 0) : 0 }));
  // Neighbours one after the other, because each part of a file is then read once.
  return ordered
    .toSorted((a, b) => a.order - b.order)
    .map(({ problem }) => {
      const { file, message, rule, severity, suggestions } = problem;
      return { file, ...toPosition(problem, places), message, rule, severity, suggestions };
    });
}

function toPosition({ at }: Problem, places: Places | undefined): Position {
  if ('pointer' in at) return places?.positionOf(at) ?? { line: 1, col: 1 };
  return { line: at.line, col: at.col };
}
