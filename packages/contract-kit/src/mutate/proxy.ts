import { Buffer } from 'node:buffer';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SentRequest } from '../exchange.ts';
import { toBytes, type Wire } from './wire.ts';

/** A server on this machine that answers whatever it is told to, also what is no proper HTTP. */
export interface Proxy {
  url: string;
  close(): Promise<void>;
}

/** What to answer; undefined closes the connection without an answer. The URL of the request is its path and query. */
export type Answerer = (request: SentRequest) => Promise<Wire | undefined>;

const notPassedOn = new Set(['host', 'connection', 'content-length', 'transfer-encoding']);

export async function openProxy(answer: Answerer): Promise<Proxy> {
  const server = createServer(async (incoming) => {
    const { socket } = incoming;
    socket.on('error', () => {});
    try {
      const request = await readRequest(incoming);
      const wire = await answer(request);
      // Past `ServerResponse`, which would put wrong framing right.
      if (wire) socket.end(toBytes(wire, request.method));
      else socket.destroy();
    } catch {
      socket.destroy();
    }
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function readRequest(incoming: IncomingMessage): Promise<SentRequest> {
  const { method = 'GET', url = '/', rawHeaders, headers } = incoming;
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const hasBody = headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;
  const pairs = rawHeaders.flatMap((name, index) =>
    index % 2 === 1 || notPassedOn.has(name.toLowerCase()) ? [] : [[name, rawHeaders[index + 1] ?? ''] as const],
  );
  return { method, url, headers: pairs, body: hasBody ? Buffer.concat(chunks) : undefined };
}
