import { glob, mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, matchesGlob, relative, resolve } from 'node:path';
import { loadSpec } from '../spec/load.ts';
import type { Spec } from '../spec/spec.ts';
import type { ApiDiff } from './change.ts';
import { diffSpecs, type Known } from './compare.ts';
import { findRedocly, runRedocly } from './redocly.ts';
import { extract, findBase, resolveRevision } from './revision.ts';
import { relocate } from './relocate.ts';

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
    const files = await listFiles(root, apis);
    const old = await extract(root, commit, topFolders([...files, everyApi]), join(folder, 'old'));
    const wanted = apis ? old.filter((file) => files.includes(file)) : old.filter((file) => matchesGlob(file, everyApi));
    const job = { root: resolve(root), folder, name, redocly };
    const all = [...new Set([...wanted, ...files])].toSorted();
    const diffs: ApiDiff[] = [];
    for (const file of all) diffs.push(await compareFile(job, file, wanted.includes(file), await isThere(join(root, file))));
    return diffs;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Job {
  root: string;
  /** For what lasts as long as the comparison. The old contracts are in `old`. */
  folder: string;
  /** Of the revision. */
  name: string;
  redocly: string | false | undefined;
}

async function compareFile(job: Job, file: string, wasThere: boolean, isHere: boolean): Promise<ApiDiff> {
  const [before, after] = [join(job.folder, 'old', file), join(job.root, file)];
  if (!wasThere) return newApi(await loadSpec(after));
  const old = await loadSpec(before);
  if (!isHere) return relocate(removedApi(old, job.name), join(job.folder, 'old'), job.name);
  const next = await loadSpec(after);
  const touched = (await textOf(before, old)) !== (await textOf(after, next));
  const known: Known = { base: job.name, touched, ...(await askRedocly(job, before, after)) };
  return relocate(diffSpecs(old, next, known), join(job.folder, 'old'), job.name);
}

async function askRedocly({ root, folder, redocly }: Job, before: string, after: string): Promise<Known> {
  const command = redocly ?? findRedocly(dirname(after), root, process.cwd());
  if (redocly === false) return { remarks: ['Redocly was not asked: these are the changes that a witness shows'] };
  if (!command) return { remarks: ['@redocly/cli is not installed: these are the changes that a witness shows'] };
  try {
    return { redocly: await runRedocly(command, before, after, folder) };
  } catch (error) {
    return { remarks: [`${(error as Error).message}: these are the changes that a witness shows`] };
  }
}

function newApi({ name, version }: Spec): ApiDiff {
  return { api: name, base: undefined, from: '', to: version, level: 'none', next: version, sufficient: true, changes: [], remarks: [] };
}

/** No version can be bumped, so nothing allows it but to look at it. */
function removedApi({ name, version, file }: Spec, base: string): ApiDiff {
  const at = { file, line: 1, column: 1, pointer: '' };
  const change = { level: 'major', rule: 'api-removed', message: 'the whole API is gone', at, source: 'witness' } as const;
  return { api: name, base, from: version, to: '', level: 'major', next: '', sufficient: false, changes: [change], remarks: [] };
}

/** What the files say, the version apart. */
async function textOf(file: string, spec: Spec): Promise<string> {
  const parts = await filesOf(file, spec);
  const texts = await Promise.all(parts.map((part) => readFile(part, 'utf8')));
  return texts.map((text, index) => `${relative(dirname(file), parts[index] ?? '')}\n${text}`).join('\n');
}

/** The file and those beside it that the operations are written in. */
async function filesOf(file: string, { operations }: Spec): Promise<string[]> {
  return [
    ...new Set([file, ...operations.flatMap(({ at, responses }) => [at.file, ...responses.map((response) => response.at.file)])]),
  ].toSorted();
}

async function listFiles(root: string, apis: readonly string[] | undefined): Promise<string[]> {
  const files: string[] = [];
  if (!apis) for await (const file of glob(everyApi, { cwd: root })) files.push(file);
  for (const api of apis ?? []) files.push(/[./\\]/.test(api) ? relative(root, resolve(root, api)) : join('specs', api, 'openapi.yaml'));
  return files.toSorted();
}

/** A contract may refer to its neighbours: all below the first folder of its path comes along. */
function topFolders(files: readonly string[]): string[] {
  return [...new Set(files.map((file) => (file.includes('/') ? (file.split('/')[0] ?? '.') : '.')))];
}

async function isThere(file: string): Promise<boolean> {
  return readFile(file).then(
    () => true,
    () => false,
  );
}
