import { readFile } from 'node:fs/promises';
import { YAMLException } from 'js-yaml';
import { readJson } from './json.ts';
import { toLineAndColumn, type Lines } from './lines.ts';
import { SpecError, type Location } from './location.ts';
import { copyOf, partAt, type Outline, type Part } from './outline.ts';
import { placeAt, placesOf, type Place } from './positions.ts';
import { readAgain } from './reread.ts';
import { share } from './share.ts';
import { eventsOf, outlineOfYaml, readYaml } from './yaml.ts';

/** A file of the contract: what it says, and where it says it. */
export interface Document {
  /** Absolute path. */
  file: string;
  text: string;
  value: unknown;
  /** Where a pointer points; for a pointer into nowhere the nearest place above it. */
  locate(pointer: string): Location;
  /** What of the text can be read on its own. */
  outline: Outline;
  isJson: boolean;
  lines: Lines;
}

/** Reads a YAML or JSON file. Throws a `SpecError` that names the place when it cannot be read. */
export async function readDocument(file: string): Promise<Document> {
  return parseDocument(file, await readText(file));
}

/**
 * The same for a text. Duplicate keys are an error. With versions of the file that are known only what changed is read, and what says the same as in
 * one of them is the same object as there: the last one's where it can be.
 */
export function parseDocument(file: string, text: string, ...known: readonly Document[]): Document {
  const [latest] = known;
  if (latest?.file === file && latest.text === text) return latest;
  const twin = known.find((document) => document.text === text);
  if (twin) return createDocument(file, { text, value: twin.value, outline: twin.outline, isJson: twin.isJson, lines: twin.lines });
  const read = readAgain(known, text) ?? readWhole(file, text);
  return createDocument(file, { ...read, value: known.reduce((value, document) => share(document.value, value), read.value) });
}

/** What a text says. */
export type Reading = Pick<Document, 'text' | 'value' | 'outline' | 'isJson' | 'lines'>;

function readWhole(file: string, text: string): Reading {
  const json = readJson(text);
  if (json) return { ...json, text, isJson: true, lines: {} };
  try {
    const { values, events } = readYaml(text, file);
    if (values.length > 1) throw new SpecError('more than one document in one file', at(file, 1, 1));
    return { text, value: values[0], outline: outlineOfYaml(text, events), isJson: false, lines: {} };
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const { reason, mark } = error;
    throw new SpecError(reason, at(file, (mark?.line ?? 0) + 1, (mark?.column ?? 0) + 1));
  }
}

/** Of parts, also of those of later versions that are the same. */
const places = new WeakMap<Outline, Place>();

function createDocument(file: string, reading: Reading): Document {
  const { text, value, outline, isJson, lines } = reading;
  const locate = (pointer: string): Location => {
    const { rest, ...part } = partAt(outline, pointer);
    const start = rest.length === 0 && part.keys.length > 0 ? part.outline.at : startIn(reading, part, rest);
    return { file, pointer, ...toLineAndColumn(part.offset + start, text, lines) };
  };
  return { file, text, value, outline, isJson, lines, locate };
}

function startIn(reading: Reading, part: Part, rest: readonly string[]): number {
  const { outline, keys } = part;
  const root = places.get(outline) ?? readPlaces(reading, part);
  places.set(outline, root);
  // An entry in YAML comes with its key.
  const own = reading.isJson ? [] : keys.slice(-1);
  const place = placeAt(root, [...own, ...rest]);
  return keys.length > 0 && place === placeAt(root, own) ? outline.at : place.start;
}

function readPlaces({ text }: Reading, { outline, offset }: Part): Place {
  const source = copyOf(text, offset, outline.length);
  return placesOf(eventsOf(source, ''), source);
}

/** A file in UTF-8. Throws a `SpecError` when it is not there, or something else. */
export async function readText(file: string): Promise<string> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    throw new SpecError(
      code === 'ENOENT' ? 'no such file' : code === 'EISDIR' ? 'this is a folder' : 'not a text in UTF-8',
      at(file, 1, 1),
    );
  }
}

function at(file: string, line: number, column: number): Location {
  return { file, line, column, pointer: '' };
}
