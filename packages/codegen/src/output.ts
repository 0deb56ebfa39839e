import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Files } from './generate.ts';

export interface Difference {
  name: string;
  state: 'stale' | 'missing' | 'superfluous';
}

/** What has to change in the folder to hold exactly these generated files. Handwritten files beside them are left alone. */
export function compare(out: string, files: Files): Difference[] {
  const present = existsSync(out) ? readdirSync(out).filter((name) => /\.gen\.(ts|json)$/.test(name)) : [];
  const superfluous = present.filter((name) => !files.has(name)).map((name) => ({ name, state: 'superfluous' as const }));
  const wrong = [...files].flatMap(([name, content]): Difference[] => {
    if (!present.includes(name)) return [{ name, state: 'missing' }];
    return readFileSync(join(out, name), 'utf8') === content ? [] : [{ name, state: 'stale' }];
  });
  return [...wrong, ...superfluous];
}

/** Makes the changes, and only those: an unchanged file keeps its time, so watchers stay quiet. */
export function apply(out: string, files: Files, differences: readonly Difference[]): void {
  mkdirSync(out, { recursive: true });
  for (const { name } of differences) {
    const content = files.get(name);
    if (content === undefined) rmSync(join(out, name));
    else writeFileSync(join(out, name), content);
  }
}
