import { existsSync, readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { emitApi, emitApis, emitDocuments, type Session } from './emit.ts';
import { emitExamples } from './examples.ts';
import type { Finding } from './finding.ts';
import type { JsonObject } from './json.ts';
import { createRules, readSpec } from './read-spec.ts';
import { emitSchemas, whyUnchecked } from './schemas.ts';
import { toSession } from './session.ts';

/** File name → content. */
export type Files = Map<string, string>;

/**
 * Reads every `<api>/openapi.yaml` under the folder and makes all files that belong to them, in memory.
 * @returns the files, or what is wrong with the specs: never both, so that half of a generation is never written
 */
export async function generate(specs: string): Promise<{ files: Files } | { findings: Finding[] }> {
  const names = findApis(specs);
  const rules = await createRules();
  const results = await Promise.all(names.map((name) => generateApi(specs, name, rules)));
  const findings = results.flatMap((result) => ('findings' in result ? result.findings : []));
  if (findings.length > 0) return { findings };
  const files: Files = new Map(results.flatMap((result) => ('files' in result ? [...result.files] : [])));
  const source = `${basename(resolve(specs))}/*/openapi.yaml`;
  const sessions = new Map<string, Session>(
    results.flatMap((result, index) => ('files' in result ? [[names[index] ?? '', result.session]] : [])),
  );
  files.set('apis.gen.ts', emitApis(source, sessions));
  files.set('documents.gen.ts', emitDocuments(source, names));
  const documents = new Map<string, JsonObject>(
    results.flatMap((result, index) => ('files' in result ? [[names[index] ?? '', result.document]] : [])),
  );
  files.set('examples.gen.ts', emitExamples(source, documents));
  files.set('schemas.gen.ts', emitSchemas(source, documents));
  return { files };
}

/** Folders without an `openapi.yaml` hold something else: rules, flows, shared schemas. */
function findApis(specs: string): string[] {
  return readdirSync(specs)
    .filter((name) => existsSync(join(specs, name, 'openapi.yaml')))
    .toSorted();
}

async function generateApi(specs: string, name: string, rules: Awaited<ReturnType<typeof createRules>>) {
  const file = resolve(specs, name, 'openapi.yaml');
  const refuse = (message: string, rule: string) => ({ findings: [{ file, line: 1, col: 1, message, rule }] });
  if (!/^[a-z][a-z0-9-]*$/.test(name)) return refuse(`\`${name}\` cannot name an API: lower-case letters, digits and hyphens.`, 'api-name');
  if (['apis', 'documents', 'examples', 'schemas'].includes(name))
    return refuse(`\`${name}.gen.ts\` is the index of all APIs; name the folder otherwise.`, 'api-name');
  const reading = await readSpec(file, rules);
  if ('findings' in reading) return reading;
  const { session, mistakes } = toSession(reading.document);
  if (mistakes.length > 0)
    return { findings: mistakes.map(({ pointer, message }) => ({ ...reading.locate(pointer), message, rule: 'codegen/session' })) };
  const unchecked = whyUnchecked(name, reading.document);
  if (unchecked) return refuse(unchecked, 'codegen/schemas');
  try {
    const types = await emitApi(`${basename(resolve(specs))}/${name}/openapi.yaml`, reading.document, session);
    const json = `${JSON.stringify(reading.document, null, 2)}\n`;
    return {
      session,
      document: reading.document,
      files: new Map([
        [`${name}.gen.ts`, types],
        [`${name}.gen.json`, json],
      ]),
    };
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error), 'openapi-typescript');
  }
}
