import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseDocument, readDocument, type Document } from './document.ts';
import { SpecError, type Location } from './location.ts';
import { child, partAt, valueAt } from './pointer.ts';
import { isShown, refOf, refsIn } from './refs.ts';

export { refOf } from './refs.ts';

/** A value of the contract and where it stands. */
export interface Node {
  document: Document;
  pointer: string;
  value: unknown;
}

/** All files of a contract, read. From here on nothing waits. */
export interface Graph {
  root: Node;
  documents: readonly Document[];
  /** Follows `$ref` until something else comes. Throws a `SpecError` for one into nowhere or in a circle. */
  follow(node: Node): Node;
  /** The one node that a `$ref` value of `node` names. */
  target(node: Node, ref: string): Node;
}

/** Reads a file. Throws a `SpecError` when it cannot be read. */
export type Read = (file: string) => Promise<Document>;

/** Reads a file and every file that it refers to. A reference to another host is not followed: the result would depend on the day. */
export async function readGraph(file: string, text?: string, read: Read = readDocument): Promise<Graph> {
  const path = resolve(file);
  const documents = new Map<string, Document>();
  const first = text === undefined ? await read(path) : parseDocument(path, text);
  documents.set(path, first);
  // A Map yields what was added while it is walked.
  for (const document of documents.values())
    for (const { file: other, at } of externalRefs(document))
      if (!documents.has(other)) documents.set(other, await readReferred(read, other, at()));

  const targets = new Map<Document, Map<string, Node>>();
  const target = (node: Node, ref: string): Node => {
    const ofDocument = targets.get(node.document) ?? new Map<string, Node>();
    const known = ofDocument.get(ref) ?? resolveRef(documents, node, ref);
    targets.set(node.document, ofDocument.set(ref, known));
    return known;
  };
  const root = { document: first, pointer: '', value: first.value };
  return { root, documents: [...documents.values()], target, follow: (node) => follow(node, target) };
}

async function readReferred(read: Read, file: string, at: Location): Promise<Document> {
  try {
    return await read(file);
  } catch (error) {
    if (error instanceof SpecError && error.message.endsWith('no such file'))
      throw new SpecError(`$ref to a file that is not there: ${file}`, at);
    throw error;
  }
}

function follow(node: Node, target: (node: Node, ref: string) => Node): Node {
  const seen = new Set<string>();
  let current = node;
  for (let ref = refOf(current.value); ref !== undefined; ref = refOf(current.value)) {
    const key = keyOf(current);
    if (seen.has(key)) throw new SpecError('$ref in a circle', locate(node));
    seen.add(key);
    current = target(current, ref);
  }
  return current;
}

function resolveRef(documents: ReadonlyMap<string, Document>, node: Node, ref: string): Node {
  const at = () => node.document.locate(child(node.pointer, '$ref'));
  const { file, pointer } = parseRef(node.document.file, ref, at);
  const document = documents.get(file);
  const value = document && valueAt(document.value, pointer);
  if (!document || value === undefined) throw new SpecError(`$ref into nowhere: ${ref}`, at());
  return { document, pointer, value };
}

function parseRef(base: string, ref: string, at: () => Location): { file: string; pointer: string } {
  const [path = '', fragment = ''] = ref.split('#', 2);
  if (/^(?!file:)[a-z][a-z\d+.-]+:/i.test(path) || path.startsWith('//'))
    throw new SpecError(`a $ref to another host is not read: ${ref}`, at());
  if (fragment !== '' && !fragment.startsWith('/'))
    throw new SpecError(`a $ref by anchor is not supported, use a JSON pointer: ${ref}`, at());
  const file = path === '' ? base : path.startsWith('file:') ? fileURLToPath(path) : resolve(dirname(base), decode(path, at));
  return { file, pointer: decode(fragment, at) };
}

function decode(text: string, at: () => Location): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new SpecError(`a $ref that is not percent-encoded properly: ${text}`, at());
  }
}

/** The files that a document refers to, the first one first, so that the first fault of a file is the one that is told. */
function* externalRefs(document: Document): Generator<{ file: string; at: () => Location }> {
  for (const { ref, pointer } of refsIn(document.value)) {
    if (ref.startsWith('#') || isShown(pointer)) continue;
    const at = () => document.locate(pointer);
    yield { file: parseRef(document.file, ref, at).file, at };
  }
}

export function locate({ document, pointer }: Node): Location {
  return document.locate(pointer);
}

/** Names a place for maps and sets. */
export function keyOf({ document, pointer }: Node): string {
  return `${document.file}#${pointer}`;
}

/** The child of a node, `value` undefined when there is none. */
export function get({ document, pointer, value }: Node, ...keys: (string | number)[]): Node {
  return { document, pointer: child(pointer, ...keys), value: partAt(value, keys) };
}

/** The children of a mapping or list, in their order. */
export function entries({ document, pointer, value }: Node): [string, Node][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).map(([key, part]) => [key, { document, pointer: child(pointer, key), value: part as unknown }]);
}
