import { isAnswer, type Exchange, type SentRequest } from '../exchange.ts';
import type { KeySet, Keys } from '../check/signature.ts';
import type { Spec } from '../spec/spec.ts';
import { isObject } from '../values/json.ts';

/** The keys that a server publishes for the tokens it hands out. */
export interface Keyring {
  /** Fetches all of them when it is called first. */
  load(): Promise<Keys>;
}

/** Of the paths that these contracts name by `x-jwks`, which start at the origin of the base URL. */
export function createKeyring(specs: readonly Spec[], baseUrl: string, send: (request: SentRequest) => Promise<Exchange>): Keyring {
  let keys: Promise<Keys> | undefined;
  const fetchAll = async () => {
    const paths = [...new Set(specs.flatMap(pathsOf))];
    const fetchOne = async (path: string) => {
      const request = { method: 'GET', url: new URL(path, baseUrl).href, headers: [], body: undefined };
      return [path, readKeys(path, await send(request))] as const;
    };
    return new Map(await Promise.all(paths.map(fetchOne)));
  };
  return { load: () => (keys ??= fetchAll()) };
}

function readKeys(path: string, { answer }: Exchange): KeySet {
  if (!isAnswer(answer)) return { problem: `GET ${path}: ${answer.message}` };
  if (answer.status !== 200) return { problem: `GET ${path} answers ${answer.status}` };
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(answer.body));
    if (isObject(value) && Array.isArray(value['keys'])) return { keys: value['keys'].filter(isObject) };
  } catch {
    // What follows says it.
  }
  return { problem: `GET ${path} answers with no key set` };
}

const known = new WeakMap<Spec, readonly string[]>();

function pathsOf(spec: Spec): readonly string[] {
  const paths = known.get(spec) ?? [...findPaths(spec)];
  known.set(spec, paths);
  return paths;
}

function findPaths({ operations, schemas }: Spec): Set<string> {
  const paths = new Set<string>();
  const seen = new Set<object>();
  const walk = (part: unknown): void => {
    if (typeof part !== 'object' || part === null || seen.has(part)) return;
    seen.add(part);
    for (const [keyword, inner] of Object.entries(part))
      if (keyword === '$ref' && typeof inner === 'string') walk(schemas.named(inner));
      else if (keyword === 'x-jwks' && typeof inner === 'string') paths.add(inner);
      else walk(inner);
  };
  for (const { responses } of operations) for (const { content } of responses) for (const { schema } of content) walk(schema);
  return paths;
}
