import { dirname, resolve } from 'node:path';
import {
  type Document,
  isAbsoluteUrl,
  isMappingRef,
  isPlainObject,
  isRef,
  type ResolvedRefMap,
  ResolveError,
  unescapePointerFragment,
} from '@redocly/openapi-core';
import type { Read, Reader } from './reader.ts';
import { createLocation, toChild } from './walk/location.ts';

type Resolved = NonNullable<ReturnType<ResolvedRefMap['get']>>;

/** A document with all that it refers to. */
export interface Linked {
  /** Every file that could change what is found, absolute; also those that do not exist. */
  files: ReadonlyMap<string, Read>;
  /** What each reference leads to. Worked out when it is asked for: most references of a large document stand where nothing changed. */
  references: ResolvedRefMap;
}

/** Reads all files that a file refers to, and those that they refer to. Circles are no danger: a reference that leads to itself is an error of that reference. */
export function link(file: string, reader: Reader): Linked {
  const files = new Map<string, Read>();
  const visit = (name: string) => {
    if (files.has(name)) return;
    const read = reader.read(name);
    files.set(name, read);
    if ('document' in read) for (const other of othersOf(read.document)) visit(other);
  };
  visit(file);
  return { files, references: createReferences(files) };
}

/** Whether all files are as they were when they were read: a file that is missing is missing in the same way. */
export function isCurrent({ files }: Linked, reader: Reader): boolean {
  return Array.from(files).every(([file, before]) => {
    const now = reader.read(file);
    return before === now || ('error' in before && 'error' in now && before.error.message === now.error.message);
  });
}

/** Files by the text of a reference, and by where it stands. */
function toFile(from: string, uri: string): string {
  return isAbsoluteUrl(uri) ? uri : resolve(dirname(from), uri);
}

const others = new WeakMap<object, readonly string[]>();

function othersOf({ source, parsed }: Document): Set<string> {
  return new Set(urisIn(parsed).map((uri) => toFile(source.absoluteRef, uri)));
}

/** The files that a value refers to, as they are written there. Kept for each object, for the most are the same as before. */
function urisIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  const known = others.get(value);
  if (known) return known;
  // Against a circle of anchors.
  others.set(value, []);
  const own = isPlainObject(value) ? urisOf(value) : [];
  const found = new Set([...own, ...Object.values(value).flatMap(urisIn)]);
  const uris = found.size > 0 ? [...found] : none;
  others.set(value, uris);
  return uris;
}

const none: readonly string[] = [];

function urisOf(node: Record<string, unknown>): string[] {
  const { $ref, externalValue, mapping } = node;
  const targets = isPlainObject(mapping)
    ? Object.values(mapping).filter((target) => typeof target === 'string' && isMappingRef(target))
    : [];
  return [$ref, externalValue, ...targets].flatMap((ref) => {
    const uri = typeof ref === 'string' ? ref.split('#')[0] : undefined;
    return uri ? [uri] : [];
  });
}

function createReferences(files: ReadonlyMap<string, Read>): ResolvedRefMap {
  const known = new Map<string, Resolved | undefined>();
  const resolveId = (id: string) => {
    for (const [file, read] of files) {
      if ('document' in read && id.startsWith(`${file}::`)) return follow(files, read.document, id.slice(file.length + 2), []);
    }
    return undefined;
  };
  const get = (id: string) => {
    if (!known.has(id)) known.set(id, resolveId(id));
    return known.get(id);
  };
  // Redocly's walk asks for single references and nothing else.
  return { get } as ResolvedRefMap;
}

type Files = ReadonlyMap<string, Read>;

function follow(files: Files, from: Document, ref: string, above: readonly string[]): Resolved | undefined {
  const { absoluteRef } = from.source;
  const id = `${absoluteRef}::${ref}`;
  if (above.includes(id)) return { resolved: false, isRemote: false, error: new ResolveError(new Error('it leads in a circle')) };
  if (/^#[A-Za-z][\w\-:.]*$/.test(ref))
    return { resolved: true, isRemote: false, node: anchored(from.parsed, ref.slice(1)), document: from, nodePointer: ref };
  const [uri, fragment = ''] = ref.split('#/');
  const file = uri?.replace(/#$/, '') ? toFile(absoluteRef, uri.replace(/#$/, '')) : absoluteRef;
  const read = file === absoluteRef ? { document: from } : files.get(file);
  const isRemote = file !== absoluteRef;
  if (!read) return undefined;
  if ('error' in read) return { resolved: false, isRemote, error: read.error };
  const way = fragment.split('/').map(unescapePointerFragment).filter(Boolean);
  return descend(files, { node: read.document.parsed, document: read.document, pointer: '#/' }, way, [...above, id], isRemote);
}

interface Target {
  node: unknown;
  document: Document;
  pointer: string;
}

function descend(files: Files, start: Target, way: readonly string[], above: readonly string[], isRemote: boolean): Resolved | undefined {
  let { node, document, pointer } = start;
  for (const key of way) {
    // The way may lead through another reference.
    if (isRef(node) && !(key in node)) {
      const through = follow(files, document, node.$ref, above);
      if (!through?.resolved) return through;
      ({ node, document, nodePointer: pointer } = through);
    }
    node = Array.isArray(node) ? (node as unknown[])[Number(key)] : isPlainObject(node) ? node[key] : undefined;
    if (node === undefined) break;
    pointer = toChild(pointer, key);
  }
  if (!isRef(node)) return { resolved: true, isRemote, node, document, nodePointer: pointer };
  const end = follow(files, document, node.$ref, above);
  if (!end?.resolved || Object.keys(node).length === 1) return end;
  // Keys beside a `$ref` are walked where they stand.
  const hop = { node, document, location: createLocation(document.source, pointer) };
  return { ...end, chain: [hop, ...(end.chain ?? [])] };
}

function anchored(node: unknown, name: string): unknown {
  if (typeof node !== 'object' || node === null) return undefined;
  if ('$anchor' in node && node.$anchor === name) return node;
  for (const inner of Object.values(node)) {
    const found = anchored(inner, name);
    if (found !== undefined) return found;
  }
  return undefined;
}
