import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createSite, nonceMark, type Contracts, type SiteFile } from '@countersign/docs';
import { locateLibrary } from '@countersign/docs/library';

export interface Docs {
  url: string;
  replace(contracts: Contracts): void;
  close(): Promise<void>;
}

/**
 * The reference of contracts that may have no handlers yet, on 127.0.0.1; "try it" asks the mock. The pages reload by themselves. Rejects if it
 * cannot listen there.
 */
export async function createDocs(contracts: Contracts, port: number, mock: string): Promise<Docs> {
  const library = readFileSync(locateLibrary());
  const toFiles = (from: Contracts) =>
    new Map(createSite(from, library, { server: mock, isLive: true }).map((file) => [pathOf(file), file]));
  let files = toFiles(contracts);
  const server = createServer((request, response) => {
    const file = files.get(new URL(request.url ?? '/', 'http://localhost').pathname);
    if (!file || (request.method !== 'GET' && request.method !== 'HEAD')) return void response.writeHead(404).end();
    const { body, headers } = toAnswer(file);
    response.writeHead(200, headers).end(request.method === 'HEAD' ? undefined : body);
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    replace: (next) => (files = toFiles(next)),
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function pathOf({ path }: SiteFile): string {
  return `/${path.replace(/(^|\/)index\.html$/, '$1')}`;
}

function toAnswer({ body, type, policy, isImmutable }: SiteFile) {
  const nonce = randomBytes(16).toString('base64url');
  const fill = (text: string) => text.replaceAll(nonceMark, nonce);
  return {
    body: policy === undefined ? body : fill(body.toString()),
    headers: {
      'Content-Type': type,
      'Cache-Control': isImmutable ? 'public, max-age=31536000, immutable' : 'no-store',
      ...(policy !== undefined && { 'Content-Security-Policy': fill(policy) }),
    },
  };
}
