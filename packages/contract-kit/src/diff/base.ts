import { join, relative } from 'node:path';
import { parseDocument, type Document } from '../spec/document.ts';
import { readGraph } from '../spec/graph.ts';
import { createReader, type SpecReader } from '../spec/load.ts';
import { SpecError } from '../spec/location.ts';
import { listFiles, readBlob } from './revision.ts';

/** The contracts of a revision. Each is read once. */
export interface Base {
  /** The revision as it was asked for, `main`. */
  name: string;
  commit: string;
  /** Where its files are said to be: nothing need be there. */
  folder: string;
  /** Whether the revision has this file. Paths are relative to the root. */
  has(path: string): boolean;
  paths: readonly string[];
  /** A file of the revision, if there is one and it can be read. */
  document(path: string): Promise<Document | undefined>;
  /** Rejects with a `SpecError` for a contract that cannot be read. */
  contract(path: string): Promise<SpecReader>;
}

export interface BaseOptions {
  root: string;
  name: string;
  commit: string;
  folder: string;
}

export async function openBase({ root, name, commit, folder }: BaseOptions): Promise<Base> {
  const blobs = await listFiles(root, commit);
  const documents = new Map<string, Promise<Document>>();
  const contracts = new Map<string, Promise<SpecReader>>();
  const read = (file: string): Promise<Document> => {
    const known = documents.get(file) ?? readFile(file);
    documents.set(file, known);
    return known;
  };
  const readFile = async (file: string): Promise<Document> => {
    const id = blobs.get(relative(folder, file));
    if (id === undefined) throw new SpecError('no such file', { file, line: 1, column: 1, pointer: '' });
    return parseDocument(file, await readBlob(root, id));
  };
  const readContract = async (path: string): Promise<SpecReader> => createReader(await readGraph(join(folder, path), undefined, read));
  const base: Base = {
    name,
    commit,
    folder,
    paths: [...blobs.keys()],
    has: (path) => blobs.has(path),
    document: (path) => (blobs.has(path) ? read(join(folder, path)).catch(() => undefined) : Promise.resolve(undefined)),
    contract(path) {
      const known = contracts.get(path) ?? readContract(path).catch((error: unknown) => Promise.reject(ofRevision(error, base)));
      contracts.set(path, known);
      return known;
    },
  };
  return base;
}

/** The same error, about `main:specs/login/openapi.yaml` instead of a file that nobody has. */
function ofRevision(error: unknown, { name, folder }: Base): unknown {
  if (!(error instanceof SpecError) || !error.at?.file.startsWith(folder)) return error;
  const message = error.reason.replaceAll(`${folder}/`, `${name}:`);
  return new SpecError(message, { ...error.at, file: `${name}:${relative(folder, error.at.file)}` });
}
