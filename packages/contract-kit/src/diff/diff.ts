import { glob, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, matchesGlob, relative, resolve } from 'node:path';
import type { Document } from '../spec/document.ts';
import { openBase, type Base } from './base.ts';
import type { ApiDiff } from './change.ts';
import type { Known } from './compare.ts';
import { compareWith, readNext } from './comparer.ts';
import { findRedocly, runRedocly } from './redocly.ts';
import { findBase, resolveRevision } from './revision.ts';

export interface DiffOptions {
  /** The folder that paths are relative to, within a git repository. */
  root: string;
  /** A git revision; see `findBase` for what is chosen without one. */
  base?: string | undefined;
  /** Files, or names of folders below `specs/`; else every `specs/<name>/openapi.yaml`. */
  apis?: readonly string[] | undefined;
  /** The program of `@redocly/cli`; found in the project when absent, not run when false. */
  redocly?: string | false | undefined;
}

const everyApi = 'specs/*/openapi.{yaml,yml,json}';

/**
 * Compares each API of the working tree with itself at a git revision, with witnesses of its own and Redocly's opinion. An API that is new has no
 * `base`; one that is gone is a major change. Throws a `SpecError` for a contract that cannot be read, an `Error` for a revision that is not there.
 */
export async function diff({ root, base, apis, redocly }: DiffOptions): Promise<ApiDiff[]> {
  const name = base ?? (await findBase(root));
  const commit = await resolveRevision(root, name);
  if (commit === undefined) throw new Error(`no such git revision: ${name}`);
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'contract-diff-')));
  try {
    const revision = await openBase({ root, name, commit, folder: join(folder, 'old') });
    const job: Job = { root: resolve(root), folder, redocly, base: revision, files: new Map() };
    const diffs: ApiDiff[] = [];
    for (const path of await listFiles(job.root, revision, apis)) diffs.push(await compareFile(job, path));
    return diffs;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Job {
  root: string;
  /** For what lasts as long as the comparison. The old contracts are in `old`. */
  folder: string;
  base: Base;
  redocly: string | false | undefined;
  files: Map<string, Document>;
}

async function compareFile(job: Job, path: string): Promise<ApiDiff> {
  const next = await readNext(job.root, job.base, job.files, join(job.root, path));
  return compareWith(job.base, path, next, {}, next && job.base.has(path) ? askRedocly(job, path) : undefined);
}

async function askRedocly({ root, folder, redocly, base }: Job, path: string): Promise<Known> {
  const after = join(root, path);
  const command = redocly ?? findRedocly(dirname(after), root, process.cwd());
  if (redocly === false) return { remarks: ['Redocly was not asked: these are the changes that a witness shows'] };
  if (!command) return { remarks: ['@redocly/cli is not installed: these are the changes that a witness shows'] };
  try {
    for (const { file, text } of (await base.contract(path)).graph.documents) {
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text);
    }
    return { redocly: await runRedocly(command, join(base.folder, path), after, folder) };
  } catch (error) {
    return { remarks: [`${(error as Error).message}: these are the changes that a witness shows`] };
  }
}

async function listFiles(root: string, base: Base, apis: readonly string[] | undefined): Promise<string[]> {
  const every = async (pattern: string) => {
    const found = base.paths.filter((path) => matchesGlob(path, pattern));
    for await (const path of glob(pattern, { cwd: root })) found.push(path);
    return found;
  };
  const paths: string[] = apis ? [] : await every(everyApi);
  for (const api of apis ?? []) {
    const named = /[./\\]/.test(api) ? [relative(root, resolve(root, api))] : await every(everyApi.replace('*', api));
    paths.push(...(named.length > 0 ? named : [join('specs', api, 'openapi.yaml')]));
  }
  return [...new Set(paths)].toSorted();
}
