import type { Method } from './arguments.ts';
import { Refusal } from './refusal.ts';
import { camel, plural, singular, wordsOf } from './words.ts';

/** What an operation does, which decides what it takes and answers. */
export type Kind = 'list' | 'item' | 'create' | 'change' | 'remove' | 'action';

export interface Shape {
  operationId: string;
  kind: Kind;
  method: Method;
  /** Below the path of the API's server, e.g. `/devices/{deviceId}`. */
  path: string;
  /** The names of the parameters in the path. */
  parameters: readonly string[];
  /** What it is about, in words: `login attempt`. */
  noun: string;
}

const verbs: Readonly<Record<string, Kind>> = {
  list: 'list',
  search: 'list',
  get: 'item',
  show: 'item',
  read: 'item',
  create: 'create',
  add: 'create',
  register: 'create',
  update: 'change',
  change: 'change',
  edit: 'change',
  rename: 'change',
  set: 'change',
  replace: 'change',
  delete: 'remove',
  remove: 'remove',
  revoke: 'remove',
};

const methodOf: Readonly<Record<Kind, Method>> = {
  list: 'get',
  item: 'get',
  create: 'post',
  change: 'patch',
  remove: 'delete',
  action: 'post',
};

const examples: Readonly<Record<Kind, string>> = {
  list: 'listed',
  item: 'shown',
  create: 'created',
  change: 'changed',
  remove: 'removed',
  action: 'done',
};

/** The name of the example that shows its success. */
export function exampleNameOf({ kind }: Shape): string {
  return examples[kind];
}

/** Whether it answers 404 for a thing that is not there: a path that names one, and an answer that shows it. */
export function knowsThings({ kind, parameters }: Shape): boolean {
  return parameters.length > 0 && (kind === 'item' || kind === 'change');
}

/** What an operation looks like, as far as its name and the options tell. Throws a `Refusal` for a path that is none. */
export function toShape(operationId: string, options: { method?: Method | undefined; path?: string | undefined }): Shape {
  const [verb = '', ...rest] = wordsOf(operationId);
  const guessed = rest.length > 0 ? (verbs[verb] ?? 'action') : 'action';
  const method = options.method ?? (verb === 'set' || verb === 'replace' ? 'put' : methodOf[guessed]);
  const kind = kindOf(method, guessed);
  const words = verbs[verb] && rest.length > 0 ? rest : [verb, ...rest];
  const path = options.path ?? defaultPath(guessed, words);
  return { operationId, kind, method, path: checked(path), parameters: parametersOf(path), noun: singular(words).join(' ') };
}

/** The method has the last word. */
function kindOf(method: Method, guessed: Kind): Kind {
  if (method === 'get') return guessed === 'list' ? 'list' : 'item';
  if (method === 'post') return guessed === 'create' ? 'create' : 'action';
  return method === 'delete' ? 'remove' : 'change';
}

function defaultPath(kind: Kind, words: readonly string[]): string {
  if (kind === 'action') return `/${words.join('-')}`;
  const items = `/${plural(words).join('-')}`;
  return kind === 'list' || kind === 'create' ? items : `${items}/{${camel(singular(words))}Id}`;
}

export function parametersOf(path: string): string[] {
  return [...path.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name);
}

function checked(path: string): string {
  const refuse = (why: string) => new Refusal(`--path ${path}: ${why}`);
  if (!path.startsWith('/')) throw refuse('a path begins with /');
  if (path === '/' || path.endsWith('/')) throw refuse('a path does not end with /');
  for (const segment of path.slice(1).split('/'))
    if (!/^([a-z0-9][\w.~-]*|\{[a-z][A-Za-z0-9]*\})$/.test(segment))
      throw refuse(`\`${segment}\` is neither a word in small letters nor a parameter such as {deviceId}`);
  const names = parametersOf(path);
  if (new Set(names).size < names.length) throw refuse('each parameter needs a name of its own');
  return path;
}
