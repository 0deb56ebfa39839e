import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { loadSpec } from '@countersign/contract-kit';
import { addOperation, writeStaged, type Code } from './operation.ts';
import { Refusal } from './refusal.ts';
import { loadEnvelope, namesOf, read, readApi, type Api, type Repository } from './repository.ts';
import { addMount } from './server.ts';
import type { Shape } from './shape.ts';
import { clientOf, envelopeOf, indexOf, openApiOf, withExport } from './templates/api.ts';
import { handedOutBy, type Tokens } from './tokens.ts';
import { pascal } from './words.ts';

export interface ApiWish {
  name: string;
  /** Of its first operation. */
  operationId: string;
  title?: string | undefined;
  /** Of its server. */
  path?: string | undefined;
  secured?: boolean | undefined;
}

/** What generated files are called, and what `specs` holds besides APIs. */
const taken = ['apis', 'documents', 'examples', 'schemas'];

/** Writes an API with its first operation into the contract on the stage, and makes its code. Throws a `Refusal` for one that cannot be. */
export async function addApi(repository: Repository, wish: ApiWish): Promise<{ code: Code; shape: Shape; home: string }> {
  const { name, title = `${pascal(name).replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, ' ')} API`, path = `/api/v1/${name}` } = wish;
  checkName(repository, name);
  const others = await readOthers(repository);
  checkPath(path, others);
  const tokens = lenderOf(others);
  const file = `specs/${name}/openapi.yaml`;
  const text = openApiOf({ title, path });
  await writeStaged(repository, file, text);
  const api = await readNew(repository, { name, file, text, path });
  const index = indexOf(name, tokens?.api);
  const made = await addOperation(repository, { api, tokens, index }, { operationId: wish.operationId, secured: wish.secured });
  const app = 'apps/server/src/app.ts';
  const client = 'packages/client/package.json';
  const code: Code = new Map([
    ...made.code,
    [`apps/server/src/apis/${name}/envelope.ts`, envelopeOf()],
    [app, addMount(await read(repository, app), name, `create${pascal(name)}Api`, app)],
    [`packages/client/src/${name}.ts`, clientOf(name)],
    [client, withExport(await read(repository, client), name, client)],
  ]);
  return { ...made, code };
}

function checkName({ root }: Repository, name: string): void {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name))
    throw new Refusal(`\`${name}\` cannot name an API: small letters, digits and single hyphens`);
  if (taken.includes(name)) throw new Refusal(`\`${name}\` is the name of a generated file: name the API otherwise`);
  for (const file of [`specs/${name}`, `apps/server/src/apis/${name}`, `packages/client/src/${name}.ts`, `packages/client/src/${name}`])
    if (existsSync(join(root, file))) throw new Refusal(`${file} is there already: name the API otherwise`);
}

async function readOthers(repository: Repository): Promise<Api[]> {
  const names = await namesOf(repository);
  return Promise.all(names.map((name) => readApi(repository, name)));
}

function checkPath(path: string, others: readonly Api[]): void {
  const refuse = (why: string) => new Refusal(`--path ${path}: ${why}`);
  if (!/^(\/[a-z0-9][\w.~-]*)+$/.test(path))
    throw refuse('a path of words in small letters, such as /api/v1/billing, without / at its end');
  for (const { name, serverPath, spec } of others) {
    if (serverPath === path) throw refuse(`${name} is there already`);
    // Whoever has the longer path is asked first.
    const hidden = spec.operations.find((operation) => `${operation.path}/`.startsWith(`${path}/`));
    if (hidden && serverPath.length < path.length) throw refuse(`it would hide ${hidden.method} ${hidden.path} of ${name}`);
  }
}

/** The API whose tokens open the new one: one that renews its session, for its tokens live short. */
function lenderOf(others: readonly Api[]): Tokens | undefined {
  const renews = ({ spec }: Api) => 'renew' in Object(spec.extensions['x-session']);
  const sorted = others.toSorted((a, b) => Number(renews(b)) - Number(renews(a)));
  return sorted.map(handedOutBy).find((tokens) => tokens !== undefined);
}

/** An API without an operation is none that could be read, so it is read with one that is not there. */
async function readNew(
  repository: Repository,
  { name, file, text, path }: { name: string; file: string; text: string; path: string },
): Promise<Api> {
  const whole = text.replace('\npaths:\n', '\npaths:\n  /nothing:\n    get:\n      responses: {}\n');
  const spec = await loadSpec(join(repository.stage, file), whole);
  return { name, file, spec: { ...spec, operations: [] }, serverPath: path, envelope: await loadEnvelope(repository, name) };
}
