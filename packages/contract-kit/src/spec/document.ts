import { readFile } from 'node:fs/promises';
import { constructFromEvents, CORE_SCHEMA, mergeTag, parseEvents, YAMLException } from 'js-yaml';
import { SpecError, type Location } from './location.ts';
import { positionsOf, type Positions } from './positions.ts';

/** A file of the contract: what it says, and where it says it. */
export interface Document {
  /** Absolute path. */
  file: string;
  value: unknown;
  /** Where a pointer points; for a pointer into nowhere the nearest place above it. */
  locate(pointer: string): Location;
}

/** Every combination of anchors that a person would write, and no bomb of them. */
const maxAliases = 100_000;

/** Reads a YAML or JSON file. Throws a `SpecError` that names the place when it cannot be read. */
export async function readDocument(file: string): Promise<Document> {
  return parseDocument(file, await read(file));
}

/** The same for a text. Duplicate keys are an error. */
export function parseDocument(file: string, text: string): Document {
  try {
    const events = parseEvents(text, { filename: file, maxDepth: 500 });
    const [value, another] = constructFromEvents(events, { source: text, schema: CORE_SCHEMA.withTags(mergeTag), maxAliases });
    if (another !== undefined) throw new SpecError('more than one document in one file', at(file, 1, 1));
    let positions: Positions | undefined;
    return { file, value, locate: (pointer) => ({ file, pointer, ...(positions ??= positionsOf(events, text)).find(pointer) }) };
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const { reason, mark } = error;
    throw new SpecError(reason, at(file, (mark?.line ?? 0) + 1, (mark?.column ?? 0) + 1));
  }
}

async function read(file: string): Promise<string> {
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
