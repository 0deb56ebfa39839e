import { readFile } from 'node:fs/promises';
import type { Exchange } from '../exchange.ts';
import { SpecError, type Location } from '../spec/location.ts';
import { readEntry, type HarEntry } from './entry.ts';
import { findFault } from './fault.ts';
import { get, list, PartError, root } from './part.ts';
import { itemsOf, offsetOf, placeOf } from './place.ts';

/** An HTTP archive, its entries read one by one as they are asked for. */
export interface Recording {
  /** As it was named. */
  file: string;
  /** The program that wrote it: `WebInspector`, `Firefox`, `contract-kit`; empty if it does not say. */
  creator: string;
  count: number;
  /** Throws a `SpecError` at an entry that is none. */
  entries(): Generator<HarEntry>;
}

/**
 * Reads an HTTP archive, HAR 1.2, as browsers and proxies write it. Throws a `SpecError` that names file and line: not there, not JSON, not an archive.
 */
export async function readHar(file: string): Promise<Exchange[]> {
  return exchangesOf(await openHar(file));
}

/** The same for a text. */
export function parseHar(file: string, text: string): Exchange[] {
  return exchangesOf(parseRecording(file, text));
}

/**
 * Opens an HTTP archive, HAR 1.2, of up to 512 MB, whose entries are read one after the other as they are asked for. Rejects with a `SpecError` that
 * names file and line: not there, not JSON, not an archive.
 */
export async function openHar(file: string): Promise<Recording> {
  const content = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new SpecError(problemOf(error), at(file));
  });
  return parseRecording(file, content);
}

export function parseRecording(file: string, content: string): Recording {
  const items = itemsOf(content, '/log/entries');
  const [first, last] = [items?.at(0), items?.at(-1)];
  // Of large archives the entries are most: they are taken out, and read when they are wanted.
  const rest = first && last ? content.slice(0, first[0]) + content.slice(last[1]) : content;
  const log = get(root(parseJson(rest, () => refuse(file, content))), 'log');
  tell(file, content, () => list(get(log, 'entries')));
  const creator = get(get(log, 'creator'), 'name').value;
  const entries = get(log, 'entries');
  return {
    file,
    creator: typeof creator === 'string' ? creator : '',
    count: items?.length ?? 0,
    *entries() {
      for (const [key, [start, end]] of (items ?? []).entries()) {
        const value = parseJson(content.slice(start, end), () => refuse(file, content));
        yield tell(file, content, () => readEntry({ value, key, above: entries }, key));
      }
    },
  };
}

function exchangesOf(recording: Recording): Exchange[] {
  return [...recording.entries()].map(({ exchange }) => exchange);
}

/** Where something stands is looked for only when it is wrong. */
function tell<T>(file: string, content: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof PartError) throw new SpecError(error.message, at(file, content, offsetOf(content, error.pointer)));
    throw error;
  }
}

function parseJson(content: string, refused: () => never): unknown {
  try {
    return JSON.parse(content.replace(/^\uFEFF/, '')) as unknown;
  } catch {
    return refused();
  }
}

/** The engine's message quotes the text, which may hold a secret: only the place is told, and what should stand there. */
function refuse(file: string, content: string): never {
  const { offset, message } = findFault(content) ?? { offset: 0, message: 'it is nested too deeply' };
  throw new SpecError(`not JSON, so not an HTTP archive: ${message}`, at(file, content, offset));
}

function problemOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return 'no such file';
  if (code === 'EISDIR') return 'this is a folder';
  return code === 'ERR_STRING_TOO_LONG' || code === 'ERR_FS_FILE_TOO_LARGE'
    ? 'larger than 512 MB: record less at once, or split it'
    : `cannot be read: ${message}`;
}

function at(file: string, content = '', offset = 0): Location {
  return { file, ...placeOf(content, offset), pointer: '' };
}
