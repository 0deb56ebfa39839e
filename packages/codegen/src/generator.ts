import { existsSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { type Built, checkName, createBuild, findApis } from './api.ts';
import { emitApis, emitDocuments, type Session } from './emit.ts';
import { emitExamples } from './examples.ts';
import type { Finding } from './finding.ts';
import type { JsonObject } from './json.ts';
import type { Files } from './output.ts';
import { createSpecs, type Reading } from './read-spec.ts';
import { createRules } from './rules.ts';
import { emitSchemas } from './schemas.ts';

/** What became of one API. */
export interface ApiState {
  name: string;
  /** `good`: its files are those of the contract as it is. `kept`: they are those of the last good contract. `missing`: there was none yet. */
  state: 'good' | 'kept' | 'missing';
  findings: readonly Finding[];
}

export interface Generation {
  /** All files, in memory. Of an API with findings they are those of its last good state; one that never had any is in no file. */
  files: Files;
  findings: readonly Finding[];
  apis: readonly ApiState[];
  /** The bundled contracts that the files were made from, by API. The same object as before if nothing in it changed. Nobody may change them. */
  documents: ReadonlyMap<string, JsonObject>;
}

export interface Generator {
  /** Reads the specs as they are now. Does nothing again that would come out as before. Never rejects for what stands in a spec. */
  generate(): Promise<Generation>;
}

export interface GeneratorOptions {
  /** The folder of earlier output: where a contract is broken from the start, its files are made from the `<api>.gen.json` there. */
  out?: string;
  /** The parts in which large files are read, in characters; for tests. */
  size?: number;
}

interface Api {
  build: ReturnType<typeof createBuild>;
  reading?: Reading;
  state?: ApiState;
  good?: Built;
}

/** Creates a generator for a folder of specs that stays warm: what does not change between two calls is not read and not made again. */
export async function createGenerator(specs: string, { out, size }: GeneratorOptions = {}): Promise<Generator> {
  const read = createSpecs(await createRules(), size);
  const known = new Map<string, Api>();
  const refresh = async (name: string): Promise<ApiState> => {
    const file = resolve(specs, name, 'openapi.yaml');
    const api = known.get(name) ?? { build: createBuild(file), ...recall(file, name, out) };
    known.set(name, api);
    const reading = await read(file);
    if (api.state && api.reading === reading) return api.state;
    return Object.assign(api, { reading, ...toState(name, file, api, reading) }).state;
  };
  return {
    async generate() {
      const names = findApis(specs);
      for (const name of known.keys()) if (!names.includes(name)) known.delete(name);
      const apis = await Promise.all(names.map(refresh));
      const good = new Map(names.flatMap((name) => toEntry(name, known.get(name)?.good)));
      const documents = new Map(Array.from(good, ([name, { document }]) => [name, document]));
      const files = assemble(basename(resolve(specs)), good, documents);
      return { files, findings: apis.flatMap(({ findings }) => findings), apis, documents };
    },
  };
}

function toState(name: string, file: string, { build, good }: Api, reading: Reading): { state: ApiState; good?: Built } {
  const wrong = checkName(file);
  const built = wrong.length > 0 ? { findings: wrong } : 'findings' in reading ? reading : build(reading);
  if (!('findings' in built)) return { state: { name, state: 'good', findings: [] }, good: built };
  return { state: { name, state: good ? 'kept' : 'missing', findings: built.findings } };
}

function toEntry(name: string, good: Built | undefined): [string, Built][] {
  return good ? [[name, good]] : [];
}

/** The last good state of an earlier session. */
function recall(file: string, name: string, out: string | undefined): { good?: Built } {
  const json = out === undefined ? '' : join(out, `${name}.gen.json`);
  if (!json || !existsSync(json)) return {};
  try {
    const document = JSON.parse(readFileSync(json, 'utf8')) as JsonObject;
    const good = createBuild(file)({ document, locate: () => ({ file, line: 1, col: 1 }) });
    return 'findings' in good ? {} : { good };
  } catch {
    // Half written, or by hand: as if there were none.
    return {};
  }
}

function assemble(folder: string, apis: ReadonlyMap<string, Built>, documents: ReadonlyMap<string, JsonObject>): Files {
  const source = `${folder}/*/openapi.yaml`;
  const sessions = new Map<string, Session>(Array.from(apis, ([name, { session }]) => [name, session]));
  return new Map([
    ...Array.from(apis.values()).flatMap(({ files }) => [...files]),
    ['apis.gen.ts', emitApis(source, sessions)],
    ['documents.gen.ts', emitDocuments(source, [...apis.keys()])],
    ['examples.gen.ts', emitExamples(source, documents)],
    ['schemas.gen.ts', emitSchemas(source, documents)],
  ]);
}
