import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A call of a tab, and what the server said. */
export interface Passage {
  tab: string;
  /** The last part of the path. */
  path: string;
  hasToken: boolean;
  status: number;
  /** The bodies. */
  sent: string;
  got: string;
}

/** The way from the tabs to the server: every call is seen on it, and can be kept waiting. */
export interface Way {
  /** Such as `http://127.0.0.1:54321`. */
  address: string;
  passages: Passage[];
  /** Lets nobody through any more. Resolves when the server has answered whoever was on the way, to what opens it again. */
  block(): Promise<() => void>;
  /** Keeps the answer to the next renewal of a tab. Resolves when it is there, to what lets it go. */
  keepRenewal(tab: string): Promise<() => void>;
  close(): void;
}

/** Opens a way to the API at an address; whatever else is asked for is served by the listener. */
export async function openWay(api: string, serve: RequestListener): Promise<Way> {
  const passages: Passage[] = [];
  const keepers = new Map<string, (letGo: () => void) => void>();
  const gate = createGate();
  const pass = async (request: IncomingMessage) => {
    const body = await text(request);
    const passage = await gate.pass(() => forward(api, request, body));
    passages.push(passage);
    const keep = passage.path === 'refresh' && keepers.get(passage.tab);
    if (keep && keepers.delete(passage.tab)) await new Promise<void>(keep);
    return passage;
  };
  const listener = createServer((request, response) => {
    if (!request.url?.startsWith('/api/')) return serve(request, response);
    const answer = ({ status, got }: Passage) => response.writeHead(status, { 'Content-Type': 'application/json' }).end(got);
    void pass(request).then(answer, () => response.destroy());
  }).listen(0, '127.0.0.1');
  await once(listener, 'listening');
  return {
    address: `http://127.0.0.1:${(listener.address() as AddressInfo).port}`,
    passages,
    block: gate.block,
    keepRenewal: (name) => new Promise((resolve) => keepers.set(name, resolve)),
    close() {
      listener.closeAllConnections();
      listener.close();
    },
  };
}

function createGate() {
  const underWay = new Set<Promise<unknown>>();
  let opened = Promise.resolve();
  return {
    async pass<T>(work: () => Promise<T>): Promise<T> {
      await opened;
      const working = work();
      underWay.add(working);
      return working.finally(() => underWay.delete(working));
    },
    async block(): Promise<() => void> {
      const { promise, resolve } = Promise.withResolvers<void>();
      opened = promise;
      await Promise.allSettled(underWay);
      return resolve;
    },
  };
}

async function forward(api: string, { url = '', method = '', headers }: IncomingMessage, sent: string): Promise<Passage> {
  const { authorization, 'content-type': type } = headers;
  const answer = await fetch(api + url, {
    method,
    headers: { ...(authorization && { authorization }), ...(type && { 'content-type': type }) },
    ...(sent && { body: sent }),
  });
  const path = url.split('/').at(-1) ?? '';
  return { tab: String(headers['x-tab']), path, hasToken: Boolean(authorization), status: answer.status, sent, got: await answer.text() };
}
