import { once } from 'node:events';
import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { Server as NetServer, type AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { framingFault } from './framing.ts';
import { refuseRequest, refuseSocket, type Refusal } from './refuse.ts';

export interface Limits {
  /** Connections at once; a further one is closed unread. */
  maxConnections: number;
  /** Headers of one request. */
  maxHeaders: number;
  /** Bytes of the request line and all headers together. */
  maxHeaderSize: number;
  /** Milliseconds for the headers of a request to arrive, */
  headersTimeout: number;
  /** for a whole request with its body, */
  requestTimeout: number;
  /** and for the next request on a connection that idles. */
  keepAliveTimeout: number;
  /** Milliseconds between two looks at the clock. Node's own 30 seconds would make the two timeouts above as long. */
  connectionsCheckingInterval: number;
}

/** A client that is slower than this (slow loris), or sends more, is not worth a socket. */
const defaults: Limits = {
  maxConnections: 10_000,
  maxHeaders: 100,
  maxHeaderSize: 8_192,
  headersTimeout: 5_000,
  requestTimeout: 10_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 1_000,
};

/** What has not been answered in full, by the server that has to. */
const underWay = new WeakMap<Server, Set<ServerResponse>>();

/**
 * A server that is not listening yet. It refuses by itself what is no sound HTTP/1.1, with 400, 408, 417 or 431, a body of `{statusCode, message}`
 * and the given headers, and closes the connection; everything else goes to the application.
 */
export function createHttpServer(app: RequestListener, headers: Readonly<Record<string, string>> = {}, limits?: Partial<Limits>): Server {
  const { maxConnections, maxHeaders, ...options } = { ...defaults, ...limits };
  const responses = new Set<ServerResponse>();
  const latest = new WeakMap<Duplex, ServerResponse>();
  const server = createServer({ ...options, requireHostHeader: false, insecureHTTPParser: false }, (request, response) => {
    latest.set(request.socket, response);
    track(server, response, responses);
    const fault = framingFault(request, maxHeaders);
    if (fault) refuseRequest(response, fault, headers);
    else app(request, response);
  });
  server.maxConnections = maxConnections;
  // One more than is allowed, so that it can be seen.
  server.maxHeadersCount = maxHeaders + 1;
  server.on('checkExpectation', (_request, response) => refuseRequest(response, 417, headers));
  server.on('connect', (_request, socket) => refuseSocket(socket, 400, headers));
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    // A second answer to the same request, or one inside another, would be taken for the answer to the next request.
    if (isAnswered(latest.get(socket))) socket.destroy();
    else refuseSocket(socket, statusOf(error), headers);
  });
  underWay.set(server, responses);
  return server;
}

/** Resolves to the address, such as `http://127.0.0.1:3000`. Rejects with one line that names the setting; port 0 takes any free one. */
export async function listen(server: Server, { port, host }: { port: number; host: string }): Promise<string> {
  try {
    server.listen(port, host);
    await once(server, 'listening');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EADDRINUSE')
      throw new Error(`PORT ${port} on ${host} is in use; stop what listens there or set another PORT`, { cause: error });
    throw new Error(`HOST ${host}, PORT ${port}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
  const address = server.address() as AddressInfo;
  return `http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}`;
}

/** How long a request may have been on its way when the server stops, in milliseconds. */
const moment = 250;

/**
 * Takes no new connections, tells the clients with each answer to send nothing more, and resolves when every request has been answered and every
 * connection is closed: those that idle after a moment, because a request may be on its way; all that is left after `deadline` milliseconds.
 */
export async function stop(server: Server, deadline: number): Promise<void> {
  const closed = once(server, 'close');
  const timer = setTimeout(() => server.closeAllConnections(), deadline);
  // The way of node:http would close at once what idles, and reset whatever has just been sent there.
  NetServer.prototype.close.call(server);
  for (const response of underWay.get(server) ?? []) bidFarewell(response);
  await Promise.race([closed, pause(Math.min(moment, deadline))]);
  server.close();
  await closed;
  clearTimeout(timer);
}

function track(server: Server, response: ServerResponse, responses: Set<ServerResponse>): void {
  responses.add(response);
  // It came on a connection that was open before `stop`.
  if (!server.listening) bidFarewell(response);
  response.once('close', () => {
    responses.delete(response);
    // Its headers may have been sent before `stop`, and then the connection is about to idle.
    if (!server.listening) setImmediate(() => server.closeIdleConnections());
  });
}

function bidFarewell(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader('Connection', 'close');
}

/** Whether the request that is being read, if any, has its answer already, be it half of one. */
function isAnswered(response: ServerResponse | undefined): boolean {
  return response !== undefined && response.headersSent && !(response.writableFinished && response.req.complete);
}

function statusOf({ code }: NodeJS.ErrnoException): Refusal {
  if (code === 'HPE_HEADER_OVERFLOW') return 431;
  return code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400;
}
