import { readFileSync } from 'node:fs';
import { type Document, isAbsoluteUrl, isSupportedExtension, ResolveError, Source, YamlParseError } from '@redocly/openapi-core';
import { type Parsed, parse } from './yaml/parse.ts';

/** A file as it is now. */
export type Read = { document: Document; parsed: Parsed } | { error: ResolveError | YamlParseError };

/** Reads files again and again; what has not changed within a file is the same object as before, so nobody may change it. */
export interface Reader {
  /** Reads the file from disk, and its YAML only if the text is another than last time. Any other kind of file is one string. */
  read(file: string): Read;
}

/** @param size the parts that files are read in, in characters; for tests, which need small ones */
export function createReader(size?: number): Reader {
  const known = new Map<string, { source: Source; text: string; read: Read; parsed?: Parsed | undefined }>();
  return {
    read(file) {
      const text = readText(file);
      if (typeof text !== 'string') return { error: text };
      const before = known.get(file);
      if (before?.text === text) return before.read;
      // One for all versions of a file: what is kept of an earlier one must not hold on to its text.
      const source = Object.assign(before?.source ?? new Source(file, text), { body: text });
      const read = readDocument(source, before?.parsed, size);
      // While a file is broken, what it was before is kept: the next edit mends it.
      known.set(file, { source, text, read, parsed: 'parsed' in read ? read.parsed : before?.parsed });
      return read;
    },
  };
}

function readText(file: string): string | ResolveError {
  // Findings must not depend on the network and on the day.
  if (isAbsoluteUrl(file)) return new ResolveError(new Error(`a URL is not read: ${file}`));
  try {
    return readFileSync(file, 'utf8').replaceAll('\r\n', '\n');
  } catch (error) {
    return new ResolveError(new Error(toReason(error, file)));
  }
}

function toReason(error: unknown, file: string): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return `there is no file ${file}`;
  if (code === 'EISDIR') return `${file} is a folder`;
  return `${file} cannot be read (${String(code ?? error)})`;
}

function readDocument(source: Source, before: Parsed | undefined, size: number | undefined): Read {
  if (!isSupportedExtension(source.absoluteRef)) {
    const value = source.body;
    return { document: { source, parsed: value }, parsed: { text: value, value, root: { length: value.length, lines: 0, value } } };
  }
  try {
    const parsed = parse(source.body, before, size);
    return { document: { source, parsed: parsed.value }, parsed };
  } catch (error) {
    return { error: new YamlParseError(error instanceof Error ? error : new Error(String(error)), source) };
  }
}
