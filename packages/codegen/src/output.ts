import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** File name → content. */
export type Files = ReadonlyMap<string, string>;

export interface Difference {
  name: string;
  state: 'stale' | 'missing' | 'superfluous';
  /** Only comments differ: whoever compiles it finds the same as before. */
  isWords?: true;
}

/** What has to change in the folder to hold exactly these generated files. Handwritten files beside them are left alone. */
export function compare(out: string, files: Files): Difference[] {
  const present = existsSync(out) ? readdirSync(out).filter((name) => /\.gen\.(ts|json)$/.test(name)) : [];
  const superfluous = present.filter((name) => !files.has(name)).map((name) => ({ name, state: 'superfluous' as const }));
  const wrong = [...files].flatMap(([name, content]): Difference[] => {
    if (!present.includes(name)) return [{ name, state: 'missing' }];
    const before = readFileSync(join(out, name), 'utf8');
    if (before === content) return [];
    return [{ name, state: 'stale', ...(isSameCode(before, content) && { isWords: true }) }];
  });
  return [...wrong, ...superfluous];
}

function isSameCode(before: string, after: string): boolean {
  const start = before.slice(0, countCommon(before, after)).lastIndexOf('\n') + 1;
  const [old, next] = [before.slice(start), after.slice(start)];
  const end = countCommonAtEnd(old, next);
  const [ofOld, ofNext] = [old, next].map((text) => {
    const lineEnd = text.indexOf('\n', text.length - end);
    return codeOf(lineEnd === -1 ? text : text.slice(0, lineEnd));
  });
  return ofOld === ofNext;
}

/** Without the lines that are nothing but a comment. No text that is generated runs over several lines. */
function codeOf(text: string): string {
  return text
    .replaceAll(/^ *(?:\/\*\*|\*(?: |\/|$))(?!.*\*\/ *\S).*$/gm, '')
    .replaceAll(/\n+/g, '\n')
    .replaceAll(/^\n|\n$/g, '');
}

/** How much of a text of many megabytes is compared at once. */
const step = 65_536;

/** How many characters two texts that differ begin with alike. */
function countCommon(a: string, b: string): number {
  let count = 0;
  while (a.slice(count, count + step) === b.slice(count, count + step)) count += step;
  while (a[count] === b[count]) count++;
  return count;
}

function countCommonAtEnd(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let count = 0;
  while (count + step <= most && a.slice(a.length - count - step, a.length - count) === b.slice(b.length - count - step, b.length - count))
    count += step;
  while (count < most && a[a.length - count - 1] === b[b.length - count - 1]) count++;
  return count;
}

/**
 * Makes the changes, and only those: an unchanged file keeps its time, so watchers stay quiet. All new files are written before the first takes its
 * place: on a disk that is full, nothing changes and the error of the file system is thrown.
 */
export function apply(out: string, files: Files, differences: readonly Difference[]): void {
  mkdirSync(out, { recursive: true });
  const wanted = differences
    .filter(({ name }) => files.has(name))
    .map(({ name }) => [join(out, `.${name}.new`), join(out, name), name] as const);
  try {
    for (const [fresh, , name] of wanted) writeFileSync(fresh, files.get(name) ?? '');
  } catch (error) {
    for (const [fresh] of wanted) rmSync(fresh, { force: true });
    throw error;
  }
  for (const [fresh, path] of wanted) renameSync(fresh, path);
  for (const { name } of differences) if (!files.has(name)) rmSync(join(out, name));
}
