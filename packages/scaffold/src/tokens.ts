import { type Api, read, readApi, type Repository } from './repository.ts';

/** How a caller gets a token that opens an API. */
export interface Tokens {
  /** The API that hands it out. */
  api: string;
  /** The example that does, as `x-request.after` names it. */
  after: string;
  /** To the token in its answer. */
  pointer: string;
}

interface Session {
  begin?: { operation?: string; accessToken?: string };
}

/** Its own tokens if it hands out some, else those of the API whose profile its `index.ts` authenticates with. Undefined for an API without any. */
export async function tokensOf(repository: Repository, api: Api): Promise<Tokens | undefined> {
  const own = handedOutBy(api);
  if (own) return own;
  const index = await read(repository, `apps/server/src/apis/${api.name}/index.ts`);
  const [, lender] = /\bprofile: '([a-z][a-z0-9-]*)'/.exec(index) ?? [];
  return lender === undefined ? undefined : handedOutBy(await readApi(repository, lender));
}

/** What its `x-session` says, with the first example that is answered with a token. */
export function handedOutBy({ name, spec }: Api): Tokens | undefined {
  const { begin } = (spec.extensions['x-session'] ?? {}) as Session;
  const operation = spec.operations.find(({ id }) => id === begin?.operation);
  const good = operation?.responses.filter(({ status }) => status.startsWith('2')).flatMap(({ content }) => content);
  const shown = new Set(good?.flatMap(({ examples }) => examples.map((example) => example.name)));
  const example = operation?.body?.content.flatMap(({ examples }) => examples).find((one) => shown.has(one.name));
  if (!operation || !example || begin?.accessToken === undefined) return undefined;
  return { api: name, after: `${name}.${operation.id}.${example.name}`, pointer: begin.accessToken };
}
