import { apis } from '@countersign/contracts';
import { type ShownRequest, toRequest } from './request.ts';
import { type Row, rows } from './rows.testing.ts';

/** Where the requests of a test go. */
export interface Target {
  /** The client's `baseUrl`. */
  baseUrl: string;
  /** Sends what the row wants, given what the client made. */
  send(row: Row, request: Request, signal: AbortSignal): Promise<Response>;
}

/**
 * A server, or what answers as one: each row's own request brings its answer about. `prepare` is called with that request before it is sent, and after
 * what it takes something from.
 */
export function byRequest(baseUrl: string, prepare: (request: Request) => unknown = () => undefined): Target {
  return {
    baseUrl,
    async send(shownRow, request, signal) {
      const row = { ...shownRow, example: withCredentials(shownRow) };
      const { after } = row.example.request ?? {};
      const answer = after ? await earlier(baseUrl, after) : undefined;
      const shown = toRequest(row.api, row.id, row.example, answer);
      // The client's own request wherever a caller can make it; `fetch` of the moment, which mocks replace.
      const own = isExpressible(row) ? withToken(request, shown) : rebuild(baseUrl, shown);
      await prepare(own);
      return fetch(own, { signal });
    },
  };
}

/** A mock that was told which answer to give. */
export function byName(baseUrl: string): Target {
  return { baseUrl, send: (_, request, signal) => fetch(request, { signal }) };
}

/** Prism: serves an API without its server path, and gives the answer that `Prefer` names to a request that keeps every rule. */
export function prismAt(addresses: Readonly<Record<string, string>>): Target {
  return {
    baseUrl: 'http://127.0.0.1',
    async send({ api, name, example, operation }, request, signal) {
      const path = new URL(request.url).pathname.slice(apis[api].serverPath.length);
      const headers = new Headers(request.headers);
      headers.set('prefer', example.body === undefined ? `code=${example.status}` : `code=${example.status}, example=${name}`);
      if (operation.secured) headers.set('authorization', 'Bearer token');
      const body = request.body ? await request.arrayBuffer() : null;
      return fetch(`${addresses[api]}${path}`, { method: request.method, headers, body, signal });
    },
  };
}

/** With the token of the success, where an example says nothing of tokens and is not about them. */
function withCredentials({ api, id, operation, example }: Row): Row['example'] {
  const { headers = {}, ...request } = example.request ?? {};
  const names = Object.keys(headers).map((name) => name.toLowerCase());
  if (!operation.secured || example.status === 401 || names.includes('authorization')) return example;
  const success = rows.find((row) => row.api === api && row.id === id && row.example.status < 300)?.example.request;
  return {
    ...example,
    request: { ...request, ...(success?.after && { after: success.after }), headers: { ...success?.headers, ...headers } },
  };
}

async function earlier(baseUrl: string, name: string): Promise<unknown> {
  const row = rows.find(({ api, id, name: own }) => `${api}.${id}.${own}` === name);
  if (!row) throw new Error(`no such example: ${name}`);
  const shown = toRequest(row.api, row.id, row.example, undefined);
  return (await fetch(rebuild(baseUrl, shown))).json();
}

/** Whether the client makes the same request when it is called with the example's body and headers. */
function isExpressible({ example, operation }: Row): boolean {
  const { method, path, headers = {}, raw, padTo, set } = example.request ?? {};
  if (method ?? path ?? raw ?? padTo ?? set) return false;
  const names = Object.keys(headers).map((header) => header.toLowerCase());
  // Nobody looks at the token where everything fails.
  const isAnonymous = operation.secured && example.given !== 'fault' && !names.includes('authorization');
  return Object.values(headers).every((value) => value !== null) && !isAnonymous;
}

/** What the test had to put in before the answer to the earlier request was there. */
function withToken(request: Request, { headers }: ShownRequest): Request {
  if (headers['authorization']) request.headers.set('authorization', headers['authorization']);
  return request;
}

function rebuild(baseUrl: string, { method, path, headers, body }: ShownRequest): Request {
  const present = Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== null);
  const hasBody = body !== undefined && method !== 'GET' && method !== 'HEAD';
  // Bytes, because `fetch` would give text a type.
  return new Request(baseUrl + path, { method, headers: present, ...(hasBody && { body: new TextEncoder().encode(body) }) });
}
