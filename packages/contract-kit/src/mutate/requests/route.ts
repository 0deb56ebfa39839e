import type { SentRequest } from '../../exchange.ts';
import { matches } from '../../cases/paths.ts';
import type { LiveIdea, Site } from '../site.ts';
import type { Wire } from '../wire.ts';

const methods = ['GET', 'PUT', 'POST', 'PATCH', 'DELETE'];
/** Servers answer these by themselves, unless the contract says that they do not. */
const special = ['HEAD', 'OPTIONS', 'TRACE'];

/** Other methods and nearly right paths that get to the operation nevertheless, as far as the contract says what they get. */
export function* routeIdeas(site: Site): Generator<LiveIdea> {
  const { operation, contract } = site;
  const taken = contract.spec.operations.filter(({ path }) => path === operation.path).map(({ method }) => method);
  const isDocumented = (wanted: string) => operation.responses.some(({ status }) => status === wanted);
  for (const method of [...methods, ...(isDocumented('405') ? special : [])].filter((candidate) => !taken.includes(candidate)))
    yield* methodIdeas(site, method);
  for (const [name, title, change] of isDocumented('404') && !operation.template.includes('{') ? [...paths, ...nearPaths] : paths)
    yield {
      name: `path/${name}`,
      kind: 'path',
      title,
      meddle: () => ({
        request(request) {
          const path = change(pathOf(request), operation.path);
          const isChanged = path !== pathOf(request) && matches(operation, path) && !matches(operation, pathOf(request));
          return isChanged ? { ...request, url: path + request.url.slice(pathOf(request).length) } : undefined;
        },
      }),
    };
}

function* methodIdeas({ operation }: Site, method: string): Generator<LiveIdea> {
  const is = (request: SentRequest) => request.method === method && matches(operation, pathOf(request));
  yield {
    name: `method/${method}`,
    kind: 'method',
    title: `${method} is taken for ${operation.method}`,
    meddle: () => ({ request: (request) => (is(request) ? { ...request, method: operation.method } : undefined) }),
  };
  yield {
    name: `method/${method}-is-served`,
    kind: 'method',
    title: `${method} gets 204`,
    meddle: () => ({ answer: (wire, request) => (is(request) ? empty(wire) : undefined) }),
  };
}

type Path = readonly [name: string, title: string, change: (path: string, own: string) => string];

const paths: readonly Path[] = [
  ['unknown', 'an unknown path is answered by the operation', (path, own) => (/unknown|nowhere/.test(path) ? own : path)],
];
const nearPaths: readonly Path[] = [
  ['letter-case', 'the letter case of a path does not matter', (path, own) => (path.toLowerCase() === own.toLowerCase() ? own : path)],
  ['trailing-slash', 'a slash at the end of a path does not matter', (path) => path.replace(/\/+$/, '')],
  ['doubled-slash', 'a doubled slash in a path does not matter', (path) => path.replaceAll(/\/{2,}/g, '/')],
];

function empty(wire: Wire): Wire {
  return { status: 204, headers: wire.headers.filter(([name]) => !/^(?:content-type|allow)$/i.test(name)), body: new Uint8Array() };
}

function pathOf({ url }: SentRequest): string {
  return url.split('?', 1)[0] ?? url;
}
