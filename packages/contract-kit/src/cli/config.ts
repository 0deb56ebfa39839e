import { existsSync, globSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { readDocument } from '../spec/document.ts';
import { SpecError } from '../spec/location.ts';
import { child } from '../spec/pointer.ts';
import type { Document } from '../spec/document.ts';

/** How the server is started. `{port}`, `{folder}` (new and empty) and `{random}` stand for what differs each time. */
export interface ServerConfig {
  /** For the shell, run in the folder of the file. */
  command: string;
  env: Readonly<Record<string, string>>;
  /** A path that answers 2xx when the server is ready. */
  ready: string;
}

/** How a server comes into a state that examples ask for by `x-given`. */
export interface StateConfig {
  /** Beside those of the server. */
  env: Readonly<Record<string, string>>;
  /** Examples that are sent first: `login.login.wrongPassword`, that many times. */
  before: readonly { example: string; times: number }[];
}

/** `contract-kit.yaml`: what a project need not say again on each command line. */
export interface KitConfig {
  /** Where relative paths start. */
  folder: string;
  /** Absolute paths of OpenAPI files. */
  specs: readonly string[];
  /** Absolute paths of Arazzo files. */
  flows: readonly string[];
  fixtures: string | undefined;
  waivers: string | undefined;
  server: ServerConfig | undefined;
  states: Readonly<Record<string, StateConfig>>;
  /** Of every answer, besides the documented ones; if given, no others may come. Null stands for any value. */
  headers: Readonly<Record<string, string | null>> | undefined;
}

const keys = ['headers', 'specs', 'flows', 'fixtures', 'waivers', 'server', 'states'];

const nothing = { specs: [], flows: [], fixtures: undefined, waivers: undefined, server: undefined, states: {}, headers: undefined };

/** What stands for a `contract-kit.yaml` where there is none. */
export function noConfig(): KitConfig {
  return { ...nothing, folder: process.cwd() };
}

/** Reads the file that is named, else `contract-kit.yaml` in this folder or one above, else nothing. Throws a `SpecError` with the place. */
export async function readConfig(named: string | undefined): Promise<KitConfig> {
  const file = named === undefined ? findUpwards(process.cwd()) : resolve(named);
  if (file === undefined) return noConfig();
  const document = await readDocument(file);
  const config = toObject(document, '', document.value);
  for (const key of Object.keys(config))
    if (!keys.includes(key)) throw new SpecError(`unknown setting ${key}`, document.locate(child('', key)));
  const folder = dirname(file);
  const pathOf = (key: string) => (config[key] === undefined ? undefined : resolve(folder, toText(document, key, config[key])));
  const filesOf = (key: string) =>
    globs(document, key, config[key]).flatMap((pattern) =>
      globSync(pattern, { cwd: folder })
        .toSorted()
        .map((path) => resolve(folder, path)),
    );
  return {
    folder,
    specs: filesOf('specs'),
    flows: filesOf('flows'),
    fixtures: pathOf('fixtures'),
    waivers: pathOf('waivers'),
    server: config['server'] === undefined ? undefined : toServer(document, config['server']),
    headers: toHeaders(document, config['headers']),
    states: toStates(document, config['states'] ?? {}),
  };
}

function toHeaders(document: Document, value: unknown): KitConfig['headers'] {
  if (value === undefined) return undefined;
  const headers = Object.entries(toObject(document, '/headers', value));
  return Object.fromEntries(headers.map(([name, text]) => [name, text === null ? null : toText(document, `headers/${name}`, text)]));
}

function findUpwards(folder: string): string | undefined {
  const file = join(folder, 'contract-kit.yaml');
  if (existsSync(file)) return file;
  return dirname(folder) === folder ? undefined : findUpwards(dirname(folder));
}

function globs(document: Document, key: string, value: unknown): string[] {
  return (Array.isArray(value) ? value : value === undefined ? [] : [value]).map((pattern: unknown) => toText(document, key, pattern));
}

function toServer(document: Document, value: unknown): ServerConfig {
  const { command, env = {}, ready = '/' } = toObject(document, '/server', value);
  return {
    command: toText(document, 'server/command', command),
    env: toEnv(document, '/server/env', env),
    ready: toText(document, 'server/ready', ready),
  };
}

function toStates(document: Document, value: unknown): KitConfig['states'] {
  const states = Object.entries(toObject(document, '/states', value));
  return Object.fromEntries(states.map(([name, state]) => [name, toState(document, name, state)]));
}

function toState(document: Document, name: string, value: unknown): StateConfig {
  const pointer = child('/states', name);
  const { env = {}, before = [] } = toObject(document, pointer, value ?? {});
  if (!Array.isArray(before)) throw new SpecError('`before` must be a list', document.locate(`${pointer}/before`));
  const examples = before.map((entry: unknown, index) => {
    const { example, times = 1 } = toObject(document, `${pointer}/before/${index}`, entry);
    return { example: toText(document, `${pointer.slice(1)}/before/${index}/example`, example), times: Number(times) };
  });
  return { env: toEnv(document, `${pointer}/env`, env), before: examples };
}

function toEnv(document: Document, pointer: string, value: unknown): Record<string, string> {
  return Object.fromEntries(Object.entries(toObject(document, pointer, value)).map(([name, text]) => [name, String(text)]));
}

function toObject(document: Document, pointer: string, value: unknown): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new SpecError('a mapping is expected here', document.locate(pointer));
}

function toText(document: Document, key: string, value: unknown): string {
  if (typeof value === 'string') return value;
  throw new SpecError(`${key.replaceAll('/', '.')} must be a text`, document.locate(`/${key}`));
}
