import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { load } from 'js-yaml';
import type { Method } from './arguments.ts';
import { bodyMethods, toRepository, type Draft } from './answers.ts';
import { toPattern } from './borrow.ts';
import { toFragment } from './fragment.ts';
import { allowEveryMethod } from './method-not-allowed.ts';
import { Refusal } from './refusal.ts';
import { read, type Api, type Repository } from './repository.ts';
import { addHandler } from './server.ts';
import { toShape, type Shape } from './shape.ts';
import { handlerOf, testOf, type HandlerParts } from './templates/handler.ts';
import { parameterValues, requestValue } from './templates/schemas.ts';
import type { Tokens } from './tokens.ts';
import { wordsOf } from './words.ts';
import { addEntry, indent } from './yaml.ts';

export interface OperationWish {
  operationId: string;
  method?: Method | undefined;
  path?: string | undefined;
  secured?: boolean | undefined;
}

/** Code files by their place below the top of the repository. What changes in `specs/` is written to the stage. */
export type Code = Map<string, string>;

/** What JavaScript, the client and the generated code need for themselves. */
const reserved = [
  'then',
  'toJSON',
  'toString',
  'valueOf',
  'api',
  'safe',
  'session',
  'await',
  'core',
  'fail',
  'exampleOf',
  'envelope',
  'profile',
];

/**
 * Writes an operation into the contract on the stage, and makes its code. `index` is the `index.ts` of its API, where that is not written yet.
 * Throws a `Refusal` for one that cannot be.
 */
export async function addOperation(
  repository: Repository,
  { api, tokens, index }: { api: Api; tokens: Tokens | undefined; index?: string },
  wish: OperationWish,
): Promise<{ code: Code; shape: Shape; home: string }> {
  const shape = toShape(wish.operationId, wish);
  checkName(repository, api, shape);
  if (wish.secured && !tokens) throw new Refusal(`no token opens the ${api.name} API: its index.ts says so; leave out --secured`);
  const draft = await toDraft(repository, api, shape, wish.secured === false ? undefined : tokens);
  const fragment = toFragment(draft);
  await writeContract(draft, fragment);
  const folder = `apps/server/src/apis/${api.name}`;
  const parts = toParts(draft, fragment.idPath);
  const code: Code = new Map([
    [`${folder}/${shape.operationId}.ts`, handlerOf(parts)],
    [`${folder}/${shape.operationId}.test.ts`, testOf(parts)],
    [`${folder}/index.ts`, addHandler(index ?? (await read(repository, `${folder}/index.ts`)), shape.operationId, `${folder}/index.ts`)],
  ]);
  return { code, shape, home: draft.home };
}

function checkName({ root }: Repository, { name, spec }: Api, { operationId, method, path }: Shape): void {
  const refuse = (why: string) => new Refusal(`${operationId} ${why}`);
  if (!/^[a-z][A-Za-z0-9]*$/.test(operationId)) throw refuse('becomes a file and a method: write it in camelCase, as in getDevice');
  if (reserved.includes(operationId) || isKeyword(operationId))
    throw refuse('has another meaning in the code: name the operation otherwise');
  const taken = spec.operations.find(({ id }) => id.toLowerCase() === operationId.toLowerCase());
  if (taken) throw refuse(`is an operation of ${name} already: ${taken.method} ${taken.path}`);
  const place = (template: string) => template.replaceAll(/\{[^{}]*\}/g, '{}');
  const twin = spec.operations.find((other) => other.method === method.toUpperCase() && place(other.template) === place(path));
  if (twin) throw refuse(`would be ${twin.method} ${twin.path}, which is ${twin.id}: choose another --path or --method`);
  const rival = spec.operations.find(({ template }) => template !== path && (covers(template, path) || covers(path, template)));
  if (rival) throw refuse(`at ${path} and ${rival.id} at ${rival.template} could mean the same request: choose another --path`);
  for (const file of [`${operationId}.ts`, `${operationId}.test.ts`])
    if (existsSync(join(root, 'apps/server/src/apis', name, file)))
      throw new Refusal(`apps/server/src/apis/${name}/${file} is there already`);
}

function covers(template: string, other: string): boolean {
  return toPattern(template).test(other);
}

function isKeyword(name: string): boolean {
  try {
    // Only letters and digits get here.
    return typeof Function(`"use strict"; function ${name}() {}`) !== 'function';
  } catch {
    return true;
  }
}

async function toDraft(repository: Repository, api: Api, shape: Shape, tokens: Tokens | undefined): Promise<Draft> {
  const root = load(await read(repository, api.file)) as { tags?: { name: string }[]; components?: { responses?: object } };
  const known = Object.keys(root.components?.responses ?? {});
  const draft = { repository, api, shape, tokens, tag: root.tags?.at(tokens ? -1 : 0)?.name, known, components: [] };
  const file = `specs/${api.name}/operations/${wordsOf(shape.operationId).join('-')}.yaml`;
  const beside = api.spec.operations.find(({ template }) => template === shape.path);
  const home = beside ? toRepository({ ...draft, home: '' }, beside.at.file) : file;
  if (!beside && existsSync(join(repository.root, file))) throw new Refusal(`${file} is there already`);
  return { ...draft, home };
}

async function writeContract(draft: Draft, { parameters, operation }: { parameters: string; operation: string }): Promise<void> {
  const { repository, api, shape, home, components } = draft;
  const beside = api.spec.operations.find(({ template }) => template === shape.path);
  const texts = new Map<string, string>([[api.file, await read(repository, api.file)]]);
  const edit = (file: string, keys: readonly string[], entry: string) =>
    texts.set(file, addEntry(texts.get(file) ?? '', keys, entry, file));
  if (beside) {
    if (home !== api.file) texts.set(home, await read(repository, home));
    edit(home, home === api.file ? ['paths', shape.path] : [], operation);
  } else {
    texts.set(home, parameters + operation);
    edit(api.file, ['paths'], `${shape.path}:\n  $ref: operations/${home.split('/').at(-1)}\n`);
  }
  for (const { kind, name, text } of components) edit(api.file, ['components', kind], `${name}:\n${indent(text, 2)}`);
  if (beside) await allowEveryMethod(draft, texts);
  for (const [file, text] of texts) await writeStaged(repository, file, text);
}

export async function writeStaged({ stage }: Repository, file: string, text: string): Promise<void> {
  await mkdir(dirname(join(stage, file)), { recursive: true });
  await writeFile(join(stage, file), text);
}

function toParts({ api, shape, tokens }: Draft, idPath: string): HandlerParts {
  const params = Object.fromEntries(shape.parameters.map((name) => [name, parameterValues(name).known]));
  const last = shape.parameters.at(-1);
  return {
    api: api.name,
    shape,
    idPath,
    tokens: tokens?.api,
    params,
    body: bodyMethods.has(shape.method) ? requestValue : undefined,
    unknown: last === undefined ? undefined : parameterValues(last).unknown,
  };
}
