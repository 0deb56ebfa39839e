import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

export interface Gateway {
  /** Such as `http://127.0.0.1:54321`. */
  address: string;
  /** The path of every call that reached the server. */
  paths: string[];
  close(): void;
}

/**
 * Stands before the server at an address, and serves the files of a consumer with a page that finds its packages there. `POST /expire` lets every access
 * token that was handed out so far fail, as if its time had come.
 */
export async function openGateway(server: string, consumer: string): Promise<Gateway> {
  const paths: string[] = [];
  const tokens = { seen: new Set<string>(), expired: new Set<string>() };
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const { url = '', headers } = request;
    if (url === '/expire') {
      tokens.expired = new Set(tokens.seen);
      response.end();
    } else if (/^\/(api|livez)/.test(url)) {
      paths.push(url);
      const { authorization = '' } = headers;
      tokens.seen.add(authorization);
      await forward(server, request, response, tokens.expired.has(authorization) ? authorization && 'Bearer expired' : authorization);
    } else serve(consumer, url, response);
  };
  const gateway = createServer((request, response) => void handle(request, response).catch(() => response.destroy()));
  await once(gateway.listen(0, '127.0.0.1'), 'listening');
  const close = () => {
    gateway.closeAllConnections();
    gateway.close();
  };
  return { address: `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`, paths, close };
}

async function forward(server: string, request: IncomingMessage, response: ServerResponse, authorization: string): Promise<void> {
  const { url = '', method = '', headers } = request;
  const body = await text(request);
  const { 'content-type': type } = headers;
  const sent = { ...(authorization && { authorization }), ...(type && { 'content-type': type }) };
  const answer = await fetch(server + url, { method, headers: sent, ...(body && { body }) });
  response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
}

function serve(consumer: string, url: string, response: ServerResponse): void {
  const isScript = url.endsWith('js');
  response.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html');
  response.end(isScript ? readFileSync(join(consumer, url)) : `<!doctype html><script type="importmap">${importMapOf(consumer)}</script>`);
}

/** Where a browser finds what a bundler would find by the packages' `exports`. */
function importMapOf(consumer: string): string {
  const entries = ['@countersign/client', 'openapi-fetch'].flatMap((name) => {
    const { exports } = JSON.parse(readFileSync(join(consumer, 'node_modules', name, 'package.json'), 'utf8')) as Manifest;
    return Object.entries(exports).flatMap(([subpath, target]) => {
      const { default: found, import: own } = Object(target) as { default?: string; import?: { default: string } };
      const file = found?.endsWith('js') ? found : own?.default;
      return file ? [[join(name, subpath), `/${join('node_modules', name, file)}`]] : [];
    });
  });
  return JSON.stringify({ imports: Object.fromEntries(entries) });
}

interface Manifest {
  exports: Record<string, unknown>;
}
