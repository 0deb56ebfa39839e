import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { openBase, type Base } from '../diff/base.ts';
import type { ApiDiff } from '../diff/change.ts';
import { readNext } from '../diff/comparer.ts';
import { diff } from '../diff/diff.ts';
import { changedPaths } from '../diff/paths.ts';
import { findBase, resolveRevision } from '../diff/revision.ts';
import type { SpecReader } from '../spec/load.ts';
import type { Origin, Spec } from '../spec/spec.ts';
import { createUnchanged } from '../spec/unchanged.ts';
import { changesetName, isFolded, toChangeset } from './changeset.ts';
import { decideVersion } from './decision.ts';
import { itemsBetween } from './entry.ts';
import { computedVersion, updateChangelog } from './file.ts';
import { findContracts, type Contract } from './find.ts';
import type { Item } from './item.ts';
import { toLines, toMarkdown } from './markdown.ts';
import { proseOf } from './prose.ts';
import { isSameText } from './same.ts';
import { withVersion } from './version-text.ts';

export interface ReleaseOptions {
  /** The folder that paths are relative to, within a git repository. */
  root: string;
  /** A git revision; see `findBase` for what is chosen without one. */
  base?: string | undefined;
  /** Files, or names of folders below `specs/`; else every `specs/<name>/openapi.yaml`. */
  apis?: readonly string[] | undefined;
  /** The program of `@redocly/cli`; found in the project when absent, not run when false. */
  redocly?: string | false | undefined;
  /** The package whose types come from the contracts, if its changesets are wanted as well. They are written to `.changeset` in `root`. */
  changeset?: string | undefined;
}

/** A file as it is and as it should be; undefined where there is none. */
export interface FilePlan {
  /** Absolute path. */
  file: string;
  before: string | undefined;
  after: string | undefined;
}

/** What a release does to one API. */
export interface ReleasePlan {
  api: string;
  base: string | undefined;
  level: ApiDiff['level'];
  from: string;
  /** What `info.version` says, and what it should say. */
  version: string;
  to: string;
  /** Those that are not as they should be. */
  files: readonly FilePlan[];
  remarks: readonly string[];
}

interface Job {
  options: ReleaseOptions;
  base: Base;
}

/**
 * What has to be written so that version, changelog and changeset of each API say what has changed since a git revision. Rejects with a `SpecError` for a
 * contract that cannot be read, with an `Error` for a revision that is not there or a version that is none.
 */
export async function planRelease(options: ReleaseOptions): Promise<ReleasePlan[]> {
  const { root, apis, redocly } = options;
  const name = options.base ?? (await findBase(root));
  const diffs = await diff({ root, base: name, apis, redocly });
  const commit = (await resolveRevision(root, name)) ?? name;
  const base = await openBase({ root, name, commit, folder: join(resolve(root), '.git', 'revision', commit) });
  const contracts = await findContracts(root, apis);
  const plans: ReleasePlan[] = [];
  for (const one of diffs) plans.push(await planApi({ options, base }, one, contracts));
  return plans;
}

async function planApi(job: Job, found: ApiDiff, files: readonly Contract[]): Promise<ReleasePlan> {
  const contract = files.find(({ api }) => api === found.api);
  if (!contract || found.to === '') return planGone(job, found);
  const file = resolve(job.options.root, contract.path);
  const next = await readNext(resolve(job.options.root), job.base, new Map(), file);
  if (!next) return planGone(job, found);
  const old = job.base.has(contract.path) ? await job.base.contract(contract.path) : undefined;
  const actual: ApiDiff = old && isSameText(old.graph, next.graph) ? { ...found, level: 'none', changes: [] } : found;
  const changelog = changelogOf(file);
  const log = await read(changelog);
  const { level, next: least, to } = decideVersion(actual, computedVersion(log ?? '', found.from));
  const spec = next.read();
  const items = old && actual.level !== 'none' ? itemsSince(old, next, actual) : [];
  const from = old ? found.from : undefined;
  const lines = old ? toMarkdown(items, spec) : ['First version.'];
  const { text } = next.graph.root.document;
  const written = updateChangelog(log ?? '', { title: spec.title || spec.name, from, to, next: least, lines });
  const plans = [
    { file, before: text, after: to === found.to ? text : withVersion(file, text, to) },
    { file: changelog, before: log, after: written === '' ? undefined : written },
    ...(await planChangeset(job, { ...actual, level, to, from }, spec, items)),
  ];
  const { api, base, remarks } = found;
  return { api, base, level: actual.level, from: found.from, version: found.to, to, files: plans.filter(isPending), remarks };
}

/** Only operations that differ are looked at. */
function itemsSince(old: SpecReader, next: SpecReader, found: ApiDiff): Item[] {
  const isUnchanged = createUnchanged(old.graph, next.graph);
  const wants = changedPaths(old, next, isUnchanged);
  const versions = {
    before: old.read(wants),
    after: next.read(wants),
    was: proseOf(old.graph),
    is: proseOf(next.graph),
    isUnchanged: (before: Origin, after: Origin) => isUnchanged(before.node, after.node),
  };
  return itemsBetween(versions, found);
}

/** Its own folder went with it. */
async function planGone(job: Job, found: ApiDiff): Promise<ReleasePlan> {
  const { api, base, from, to, level, remarks } = found;
  const files = await planChangeset(job, found, undefined, []);
  return { api, base, level, from, version: to, to, files: files.filter(isPending), remarks };
}

type Released = Pick<ApiDiff, 'api' | 'to' | 'level'> & { from: string | undefined };

/** One file for each API and base. Those for versions that were never released have become a part of it. */
async function planChangeset(
  { options, base }: Job,
  { api, from, to, level }: Released,
  spec: Spec | undefined,
  items: readonly Item[],
): Promise<FilePlan[]> {
  if (options.changeset === undefined) return [];
  const folder = join(options.root, '.changeset');
  const present = await readdir(folder).catch(() => []);
  const name = changesetName(api, from);
  const lines =
    from === undefined ? ['First version.'] : spec ? toLines(items, spec) : ['Breaking: it is no longer served. **Stop using it.**'];
  const summary = { api, title: spec?.title || api, from, to, level, lines };
  // What the base has was told before.
  const stale = present.filter((file) => isFolded(file, api, from) && !base.has(`.changeset/${file}`));
  const isTold = lines.length > 0 && level !== 'none';
  const own = {
    file: join(folder, name),
    before: await read(join(folder, name)),
    after: isTold ? toChangeset(options.changeset, summary) : undefined,
  };
  const gone = stale.map(async (file) => ({ file: join(folder, file), before: await read(join(folder, file)), after: undefined }));
  return [...(base.has(`.changeset/${name}`) && !isTold ? [] : [own]), ...(await Promise.all(gone))];
}

/** Beside a contract that has a folder of its own; else by its name, for the folder may have a changelog already. */
function changelogOf(file: string): string {
  const name = basename(file, extname(file));
  const isAlone = name === 'openapi' && basename(dirname(dirname(file))) === 'specs';
  return join(dirname(file), isAlone ? 'CHANGELOG.md' : `${name}.CHANGELOG.md`);
}

function isPending({ before, after }: FilePlan): boolean {
  return before !== after;
}

async function read(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8').catch(() => undefined);
}
