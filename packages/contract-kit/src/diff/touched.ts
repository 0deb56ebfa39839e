import { relative } from 'node:path';
import type { Graph } from '../spec/graph.ts';
import type { Location } from '../spec/location.ts';

/** The first line that is another one, in whichever file of the contract. What only `info.version` says is the last choice. */
export function firstTouched(old: Graph, next: Graph): Location | undefined {
  const pathIn = ({ root }: Graph, file: string) => relative(root.document.file, file);
  const before = new Map(old.documents.map(({ file, text }) => [pathIn(old, file), text]));
  const differing = next.documents.filter(({ file, text }) => before.get(pathIn(next, file)) !== text);
  const lines = differing.map(({ file, text }) => ({ file, ...firstLine(before.get(pathIn(next, file)) ?? '', text) }));
  const { file, line } = lines.find(({ isVersion }) => !isVersion) ?? lines[0] ?? { file: next.root.document.file, line: 1 };
  const isTouched = differing.length > 0 || next.documents.length !== old.documents.length;
  return isTouched ? { file, line, column: 1, pointer: '' } : undefined;
}

function firstLine(before: string, after: string): { line: number; isVersion: boolean } {
  let versionAt: number | undefined;
  let [line, from, to] = [1, 0, 0];
  while (to < after.length) {
    const [was, is] = [lineAt(before, from), lineAt(after, to)];
    if (was !== is && !/(^|[\s{,"])version"?\s*:/.test(is)) return { line, isVersion: false };
    if (was !== is) versionAt ??= line;
    line += 1;
    from += was.length;
    to += is.length;
  }
  // Nothing but the end is missing.
  return { line: versionAt ?? Math.max(1, line - 1), isVersion: versionAt !== undefined };
}

/** With its end. */
function lineAt(text: string, start: number): string {
  const end = text.indexOf('\n', start);
  return end === -1 ? text.slice(start) : text.slice(start, end + 1);
}
