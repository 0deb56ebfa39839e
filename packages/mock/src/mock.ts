import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, Server as NetServer } from 'node:net';
import { finished } from 'node:stream/promises';
import type { Answer, Answerer } from './answer.ts';
import { createAnswerer } from './answerer.ts';
import type { Asked } from './asked.ts';
import type { Documents } from './contract.ts';
import { corsHeaders, isPreflight, preflightHeaders } from './cors.ts';
import { warm } from './prism.ts';
import { receive } from './receive.ts';

export type { Documents } from './contract.ts';

export interface MockOptions {
  /** The bundled documents by API name. They are read as requests come: change none of them, give new ones to `replace`. */
  documents: Documents;
  /** By default 127.0.0.1, which nobody else reaches. */
  host?: string;
  /** By default one that is free. */
  port?: number;
  /** Called after each answer. */
  onAnswer?: (exchange: Exchange) => void;
}

/** One request and what became of it: nothing of its headers, its query and its body. */
export interface Exchange {
  method: string;
  path: string;
  status: number;
  /** Undefined where no contract knows of any. */
  operationId: string | undefined;
  /** Undefined for an answer that was made up from a schema, or is none of a contract's. */
  example: string | undefined;
  /** Why there was no answer of a contract, on one line. */
  remark: string | undefined;
}

export interface Mock {
  /** Without a slash at its end. */
  url: string;
  /** From now on answers by these documents. Requests under way are finished by those they came to. */
  replace(documents: Documents): void;
  /** Loads Prism, which otherwise happens with the first request and takes most of a second. */
  warm(): Promise<void>;
  /** Finishes the requests under way and closes every connection. */
  close(): Promise<void>;
}

/** Serves every contract at its server path, on one port. Rejects if it cannot listen there (`EADDRINUSE` for a port that is taken). */
export async function createMock({ documents, host = '127.0.0.1', port = 0, onAnswer }: MockOptions): Promise<Mock> {
  let answerBy = createAnswerer(documents);
  const underWay = new Map<IncomingMessage, Promise<void>>();
  const server = createServer((request, response) => {
    // The contracts of the moment, whatever comes while the request is read and answered.
    const work = respond(request, response, answerBy, onAnswer).finally(() => underWay.delete(request));
    underWay.set(request, work);
  });
  server.listen(port, host);
  await once(server, 'listening');
  return {
    url: toUrl(server.address() as AddressInfo, host),
    replace: (next) => {
      answerBy = createAnswerer(next);
    },
    warm,
    close: async () => {
      const closed = once(server, 'close');
      // Listens no more. HTTP's own `close` would also cut off an answer that is written but not yet sent.
      NetServer.prototype.close.call(server);
      // Who has not sent all of a request may never do so.
      for (const request of underWay.keys()) if (!request.complete) request.destroy();
      await Promise.all(underWay.values());
      server.closeAllConnections();
      await closed;
    },
  };
}

async function respond(request: IncomingMessage, response: ServerResponse, answerBy: Answerer, onAnswer: MockOptions['onAnswer']) {
  const asked = await receive(request);
  if (!asked) return;
  const { method, path, headers } = asked;
  const isAsking = isPreflight(method, headers);
  const { status, body, operation, ...answer } = isAsking ? preflight(headers) : await answerBy(asked);
  const length = status === 204 || status === 304 ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  const cors = isAsking ? {} : corsHeaders(headers, Object.keys(answer.headers));
  response.writeHead(status, { ...answer.headers, ...cors, ...length });
  response.end(body);
  // Whoever went away meanwhile is nobody's trouble.
  await finished(response).catch(() => undefined);
  onAnswer?.({ method, path, status, operationId: operation?.id, example: answer.example, remark: answer.remark });
}

function preflight(headers: Asked['headers']): Answer {
  return { status: 204, headers: preflightHeaders(headers), body: '', operation: undefined, example: undefined, remark: 'CORS preflight' };
}

/** Where every address of the machine is meant, one that can be called. */
function toUrl({ port }: AddressInfo, host: string): string {
  const name = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}
