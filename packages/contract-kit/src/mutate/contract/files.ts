import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { readDocument } from '../../spec/document.ts';
import { refOf } from '../../spec/graph.ts';
import { loadSpec } from '../../spec/load.ts';
import type { Spec } from '../../spec/spec.ts';

/** The values of all files that a contract consists of, by their absolute path. */
export async function readFiles(file: string): Promise<Map<string, unknown>> {
  const files = new Map<string, unknown>();
  const left = [file];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (files.has(next)) continue;
    const { value } = await readDocument(next);
    files.set(next, value);
    for (const ref of refsIn(value)) left.push(resolve(dirname(next), ref));
  }
  return files;
}

/** Files that a value refers to, relative. What stands in an example is data. */
function refsIn(value: unknown): string[] {
  const found = new Set<string>();
  const seen = new Set<unknown>();
  const visit = (part: unknown): void => {
    if (typeof part !== 'object' || part === null || seen.has(part)) return;
    seen.add(part);
    const path = refOf(part)?.split('#', 1)[0];
    if (path !== undefined && path !== '') found.add(decodeURIComponent(path));
    for (const [key, inner] of Object.entries(part)) if (key !== 'example' && key !== 'examples') visit(inner);
  };
  visit(value);
  return [...found];
}

/** Loads a contract from other values of its files: they are written into a folder of their own, side by side as before. */
export async function loadFrom(files: ReadonlyMap<string, unknown>, root: string): Promise<Spec> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'contract-mutant-')));
  const base = commonFolder([...files.keys()]);
  const place = (file: string) => join(folder, relative(base, file));
  try {
    for (const [file, value] of files) {
      await mkdir(dirname(place(file)), { recursive: true });
      await writeFile(place(file), JSON.stringify(value));
    }
    return await loadSpec(place(root));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** One above the nearest, so that the name of the folder, which may be that of the contract, is kept. */
function commonFolder(files: readonly string[]): string {
  const [first = '/', ...others] = files.map(dirname);
  let folder = dirname(first);
  while (others.some((other) => other !== folder && !other.startsWith(`${folder}/`)) && folder !== dirname(folder))
    folder = dirname(folder);
  return folder;
}
