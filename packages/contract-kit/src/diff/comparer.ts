import { join, relative, resolve } from 'node:path';
import { parseDocument, readText, type Document } from '../spec/document.ts';
import { readGraph } from '../spec/graph.ts';
import { createReader, type SpecReader } from '../spec/load.ts';
import { SpecError } from '../spec/location.ts';
import type { Spec } from '../spec/spec.ts';
import { createUnchanged } from '../spec/unchanged.ts';
import { openBase, type Base } from './base.ts';
import { withoutSecrets, type ApiDiff } from './change.ts';
import { toVerdict, type Known } from './compare.ts';
import type { Limits } from './effort.ts';
import { createLatest } from './latest.ts';
import { createMemory, type VersionMemory } from './memory.ts';
import { compareSpecs, type Comparison } from './operations.ts';
import { changedPaths } from './paths.ts';
import { createRefs } from './refs.ts';
import { relocate } from './relocate.ts';
import { findBase, resolveRevision } from './revision.ts';
import { firstTouched } from './touched.ts';
import { newApi, removedApi } from './whole.ts';

export interface ComparerOptions {
  /** The folder that paths are relative to, within a git repository. */
  root: string;
  /** A git revision; see `findBase` for what is chosen without one. */
  base?: string | undefined;
  limits?: Limits | undefined;
}

/** Compares contracts with themselves at a git revision, again and again: what did not change since the last time is not read again. */
export interface Comparer {
  /**
   * Compares one contract, as it is on the disk or as in `text`, by what its witnesses show. `file` is absolute or relative to the root. The revision
   * is looked up each time, so a commit, a fetch or another branch is noticed. Rejects with a `SpecError` for a contract that cannot be read (the next
   * one is compared all the same), with an `Error` for a revision that is not there.
   */
  compare(file: string, text?: string): Promise<ApiDiff>;
  /** The contract as it was when it was last compared, the same object while it says the same; undefined when it could not be read. */
  spec(file: string): Spec | undefined;
}

export function createComparer({ root, base: name, limits }: ComparerOptions): Comparer {
  const folder = resolve(root);
  const pathOf = (file: string) => relative(folder, resolve(folder, file));
  const open = createBases(folder, name);
  let last: { base: Base; files: Map<string, Document>; memories: Map<string, VersionMemory> } | undefined;
  const latest = createLatest();
  return {
    async compare(file, text) {
      const base = await open();
      // While this one waits, another may find that the revision has moved.
      const known = last?.base === base ? last : { base, files: new Map(), memories: new Map() };
      last = known;
      const path = pathOf(file);
      const next = await readNext(folder, base, known.files, resolve(folder, file), text).catch((error: unknown) => {
        latest.keep(path, undefined);
        throw error;
      });
      latest.keep(path, next);
      const memory = known.memories.get(path) ?? createMemory();
      known.memories.set(path, memory);
      return compareWith(base, path, next, { limits, memory }, undefined);
    },
    spec: (file) => latest.spec(pathOf(file)),
  };
}

/** The revision, opened again when it moves. */
function createBases(root: string, wanted: string | undefined): () => Promise<Base> {
  const readRefs = createRefs(root);
  let last: Promise<{ refs: string; base: Base } | undefined> = Promise.resolve(undefined);
  const renew = async (known: { refs: string; base: Base } | undefined) => {
    const refs = await readRefs();
    if (known?.refs === refs && refs !== '') return known;
    const name = wanted ?? (await findBase(root));
    const commit = await resolveRevision(root, name);
    if (commit === undefined) throw new Error(`no such git revision: ${name}`);
    const isSame = known?.base.name === name && known.base.commit === commit;
    // No file is there: its contents come from git.
    return { refs, base: isSame ? known.base : await openBase({ root, name, commit, folder: join(root, '.git', 'revision', commit) }) };
  };
  return async () => {
    // One after the other, so that they share what they open.
    last = last.catch(() => undefined).then(renew);
    const { base } = (await last) ?? {};
    if (!base) throw new Error(`no such git revision: ${wanted}`);
    return base;
  };
}

/** The contract as it is now; undefined when there is none. */
export async function readNext(
  root: string,
  base: Base,
  files: Map<string, Document>,
  file: string,
  text?: string,
): Promise<SpecReader | undefined> {
  const read = async (path: string): Promise<Document> => {
    const source = path === file && text !== undefined ? text : await readText(path);
    const versions = [files.get(path), await base.document(relative(root, path))].filter((version) => version !== undefined);
    const document = parseDocument(path, source, ...versions);
    files.set(path, document);
    return document;
  };
  try {
    return createReader(await readGraph(file, undefined, read));
  } catch (error) {
    if (error instanceof SpecError && error.at?.file === file && error.message.endsWith('no such file')) return undefined;
    throw error;
  }
}

/** The verdict on one contract. `opinion` is what Redocly says: it may take its time while values are tried. */
export async function compareWith(
  base: Base,
  path: string,
  next: SpecReader | undefined,
  comparison: Comparison & { memory?: VersionMemory },
  opinion: Promise<Known> | undefined,
): Promise<ApiDiff> {
  const { name, folder } = base;
  if (!base.has(path)) {
    if (!next) throw new SpecError(`no such file, neither here nor at ${name}: ${path}`);
    return newApi(next.read(() => false));
  }
  const reader = await base.contract(path);
  if (!next)
    return relocate(
      removedApi(
        reader.read(() => false),
        name,
      ),
      folder,
      name,
    );
  const { before, after, own } = compareReaders(reader, next, comparison);
  const known: Known = { ...(await opinion), base: name, touched: () => firstTouched(reader.graph, next.graph) };
  return relocate(toVerdict(before, after, own.map(withoutSecrets), known), folder, name);
}

/** Nothing waits here: what is remembered is of this version. */
function compareReaders(old: SpecReader, next: SpecReader, comparison: Comparison & { memory?: VersionMemory }) {
  const isUnchanged = createUnchanged(old.graph, next.graph);
  try {
    const wants = changedPaths(old, next, isUnchanged);
    const [before, after] = [old.read(wants), next.read(wants)];
    comparison.memory?.turnTo(next);
    const own = compareSpecs(before, after, { ...comparison, isUnchanged: ({ node: from }, { node: to }) => isUnchanged(from, to) });
    return { before, after, own };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const { file } = next.graph.root.document;
    throw new SpecError('its schemas lead to one another in too long a chain to be compared', { file, line: 1, column: 1, pointer: '' });
  }
}
