import { STATUS_CODES, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

/** The statuses of what never becomes a request that a contract could know. */
export type Refusal = 400 | 408 | 417 | 431;

/** How long the other end may take to read the refusal before its socket is destroyed, in milliseconds. */
const patience = 500;

/** Answers on a bare socket, of which no request could be read, and closes it. `headers` go with the answer. */
export function refuseSocket(socket: Duplex, status: Refusal, headers: Readonly<Record<string, string>>): void {
  // Whoever is gone, or was refused before, is not told again.
  if (!socket.writable) return void socket.destroy();
  const body = bodyOf(status);
  const all = { ...headersOf(headers, body), Date: new Date().toUTCString() };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`);
  // Not at once: bytes that are still coming in would become a reset, which takes the answer along.
  setTimeout(() => socket.destroy(), patience).unref();
}

/** Answers a request that no application should see, and closes its connection. */
export function refuseRequest(response: ServerResponse, status: Refusal, headers: Readonly<Record<string, string>>): void {
  const body = bodyOf(status);
  response.writeHead(status, headersOf(headers, body)).end(body);
}

function bodyOf(status: Refusal): string {
  return JSON.stringify({ statusCode: status, message: STATUS_CODES[status] });
}

function headersOf(headers: Readonly<Record<string, string>>, body: string): Record<string, string> {
  return {
    ...headers,
    'Cache-Control': 'no-store',
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': String(Buffer.byteLength(body)),
    Connection: 'close',
  };
}
