import { dirname, relative } from 'node:path';
import type { Graph } from '../spec/graph.ts';
import { withVersion } from './version-text.ts';

/** Whether two versions of a contract are written alike in all their files, but for `info.version`. */
export function isSameText(old: Graph, next: Graph): boolean {
  const [before, after] = [textsOf(old), textsOf(next)];
  return before.size === after.size && [...before].every(([file, text]) => after.get(file) === text);
}

function textsOf({ root, documents }: Graph): Map<string, string> {
  const main = root.document.file;
  return new Map(
    documents.map(({ file, text }) => [relative(dirname(main), file), file === main ? withVersion(file, text, '0.0.0') : text]),
  );
}
