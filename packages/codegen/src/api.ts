import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { emitApi, type Session } from './emit.ts';
import { type Finding, toError } from './finding.ts';
import { type JsonObject } from './json.ts';
import { createPrint } from './print-json.ts';
import type { Reading } from './read-spec.ts';
import { whyUnchecked } from './schemas.ts';
import { toSession } from './session.ts';
import { EntryError } from './types/entry.ts';
import { createTypes } from './types/types.ts';

/** What one API is made into. */
export interface Built {
  document: JsonObject;
  session: Session;
  /** `<api>.gen.ts` and `<api>.gen.json`, by name. */
  files: ReadonlyMap<string, string>;
}

/** Folders without an `openapi.yaml` hold something else: rules, flows, shared schemas. */
export function findApis(specs: string): string[] {
  return readdirSync(specs)
    .filter((name) => existsSync(join(specs, name, 'openapi.yaml')))
    .toSorted();
}

/** What is wrong with the name of an API's folder; nothing if it is right. */
export function checkName(file: string): Finding[] {
  const name = basename(dirname(file));
  const refuse = (message: string) => [toError({ file, line: 1, col: 1 }, message, 'api-name')];
  if (!/^[a-z][a-z0-9-]*$/.test(name)) return refuse(`\`${name}\` cannot name an API: lower-case letters, digits and hyphens.`);
  if (!['apis', 'documents', 'examples', 'schemas'].includes(name)) return [];
  return refuse(`\`${name}.gen.ts\` is the index of all APIs; name the folder otherwise.`);
}

/** Creates what makes the files of one API, or tells why they cannot be made. It remembers the types of whatever does not change. */
export function createBuild(file: string): (reading: Exclude<Reading, { findings: unknown }>) => Built | { findings: Finding[] } {
  const folder = dirname(resolve(file));
  const api = basename(folder);
  const source = `${basename(dirname(folder))}/${api}/openapi.yaml`;
  const toTypes = createTypes();
  const print = createPrint();
  return ({ document, locate }) => {
    const { session, mistakes } = toSession(document);
    if (mistakes.length > 0)
      return { findings: mistakes.map(({ pointer, message }) => toError(locate(pointer), message, 'codegen/session')) };
    const unchecked = whyUnchecked(api, document);
    if (unchecked) return { findings: [toError(locate(unchecked.pointer), unchecked.message, 'codegen/schemas')] };
    try {
      const types = emitApi(source, document, toTypes(document), session);
      const json = `${print(document)}\n`;
      return {
        document,
        session,
        files: new Map([
          [`${api}.gen.ts`, types],
          [`${api}.gen.json`, json],
        ]),
      };
    } catch (error) {
      if (!(error instanceof EntryError)) throw error;
      return { findings: [toError(locate(error.pointer), error.message, 'openapi-typescript')] };
    }
  };
}
