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
    return [{ name, state: 'stale', ...(codeOf(before) === codeOf(content) && { isWords: true }) }];
  });
  return [...wrong, ...superfluous];
}

/** Without the lines that are nothing but a comment. No text that is generated runs over several lines. */
function codeOf(text: string): string {
  return text.replaceAll(/^ *(?:\/\*\*|\*(?: |\/|$))(?!.*\*\/ *\S).*$/gm, '').replaceAll(/\n+/g, '\n');
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
