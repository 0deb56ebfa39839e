import type { SpecReader } from '../spec/load.ts';
import { SpecError } from '../spec/location.ts';
import type { Spec } from '../spec/spec.ts';

/** Contracts as they were last read. */
export interface Latest {
  keep(path: string, next: SpecReader | undefined): void;
  /** The whole contract, the same object while its files say the same; undefined if there is none, or not all of it can be read. */
  spec(path: string): Spec | undefined;
}

export function createLatest(): Latest {
  const readers = new Map<string, { reader: SpecReader; read?: { spec: Spec | undefined } }>();
  return {
    keep(path, next) {
      const before = readers.get(path);
      if (next === undefined) readers.delete(path);
      else if (!before || !hasSameDocuments(before.reader, next)) readers.set(path, { reader: next });
    },
    spec(path) {
      const found = readers.get(path);
      return found && (found.read ??= readAll(found.reader)).spec;
    },
  };
}

function hasSameDocuments({ graph: before }: SpecReader, { graph: now }: SpecReader): boolean {
  return before.documents.length === now.documents.length && before.documents.every((document, index) => document === now.documents[index]);
}

function readAll(reader: SpecReader): { spec: Spec | undefined } {
  try {
    return { spec: reader.read() };
  } catch (error) {
    // The latter of a chain of schemas that is too long.
    if (error instanceof SpecError || error instanceof RangeError) return { spec: undefined };
    throw error;
  }
}
