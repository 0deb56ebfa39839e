import { cp, mkdtemp, readdir, readFile, realpath, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { loadSpec, SpecError, type Spec } from '@countersign/contract-kit';
import { Refusal } from './refusal.ts';

/** The folders of the repository, and a copy of its specs to try things on. */
export interface Repository {
  root: string;
  /** A folder that holds nothing but a copy of `specs`. */
  stage: string;
}

/** What went wrong, in terms of no wording: what an envelope is given. */
export type Failure = { code: string; data?: unknown };
/** How an API puts a failure on the wire. */
export type Envelope = (failure: Failure) => { status: number; body: object };

export interface Api {
  name: string;
  /** Its OpenAPI file, below the top of the repository. */
  file: string;
  spec: Spec;
  /** Without a slash at its end. */
  serverPath: string;
  envelope: Envelope;
}

/** Runs `work` on a copy of the specs, which is removed afterwards. */
export async function withStage<T>(root: string, work: (repository: Repository) => Promise<T>): Promise<T> {
  const stage = await realpath(await mkdtemp(join(tmpdir(), 'countersign-new-')));
  try {
    const isSource = (path: string) => !/[\\/](node_modules|\.turbo|\.reports)$/.test(path);
    await cp(join(root, 'specs'), join(stage, 'specs'), { recursive: true, filter: isSource });
    return await work({ root, stage });
  } catch (error) {
    if (!(error instanceof SpecError)) throw error;
    // Whoever mends it does so in the repository.
    throw new Refusal(error.message.replaceAll(`${stage}${sep}`, ''), { cause: error });
  } finally {
    await rm(stage, { recursive: true });
  }
}

/** The names of all APIs: of the folders with a contract in them. */
export async function namesOf({ stage }: Repository): Promise<string[]> {
  const folders = await readdir(join(stage, 'specs'));
  return folders.filter((name) => existsSync(join(stage, 'specs', name, 'openapi.yaml')));
}

/** Throws a `Refusal` for an API that is not there or has no envelope, a `SpecError` for a contract that cannot be read. */
export async function readApi(repository: Repository, name: string): Promise<Api> {
  const names = await namesOf(repository);
  if (!names.includes(name)) throw new Refusal(`no API is called ${name}; there are ${names.join(', ')} (a new one: new api ${name})`);
  const file = `specs/${name}/openapi.yaml`;
  const spec = await loadSpec(join(repository.stage, file));
  const serverPath = spec.servers[0] ?? '';
  return { name, file, spec, serverPath: serverPath.replace(/^https?:\/\/[^/]*/, ''), envelope: await loadEnvelope(repository, name) };
}

/** The wording of errors is code of the API itself, so that examples and answers cannot differ. */
export async function loadEnvelope({ root }: Repository, name: string): Promise<Envelope> {
  const own = `apps/server/src/apis/${name}/envelope.ts`;
  if (existsSync(join(root, own))) {
    const { envelope } = await load(root, own);
    if (typeof envelope === 'function') return envelope as Envelope;
    throw new Refusal(`${own} exports no \`envelope\`: name it so`);
  }
  // Of an API that is being made.
  const { statusError } = await load(root, 'apps/server/src/http/envelope.ts');
  return (failure) => (statusError as Envelope)(failure);
}

async function load(root: string, file: string): Promise<Record<string, unknown>> {
  try {
    return (await import(pathToFileURL(join(root, file)).href)) as Record<string, unknown>;
  } catch (cause) {
    const [reason = ''] = String(cause instanceof Error ? cause.message : cause).split('\n');
    throw new Refusal(`${file} cannot be run: ${reason}`, { cause });
  }
}

/** The text of a file of the repository; one of the specs as it stands on the stage. Throws a `Refusal` if there is none. */
export async function read({ root, stage }: Repository, file: string): Promise<string> {
  const place = join(file.startsWith('specs/') ? stage : root, file);
  try {
    return await readFile(place, 'utf8');
  } catch (cause) {
    throw new Refusal(`${file} is not there: is this the whole repository?`, { cause });
  }
}
