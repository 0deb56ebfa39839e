import type { ClientRequest, IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';

/** Milliseconds in which bytes may come that should not be there. */
const patience = 25;
/** Bytes of headers that are kept. */
const most = 131_072;

/** What came after the headers of an answer that has no body. */
export interface Surplus {
  /** Resolves when the connection has ended, or nothing more has come for a while. */
  read(): Promise<Buffer>;
}

/** Has the bytes of a connection from its next answer on: `node:http` drops what follows an answer without a body, or calls it no HTTP. */
export function watchSurplus(outgoing: ClientRequest): Surplus {
  const chunks: Buffer[] = [];
  let size = 0;
  let heard = () => {};
  const onData = (chunk: Buffer) => {
    if (size < most) chunks.push(chunk);
    size += chunk.length;
    heard();
  };
  outgoing.once('socket', (socket: Socket) => {
    socket.prependListener('data', onData);
    outgoing.once('close', () => socket.off('data', onData));
  });
  return {
    async read() {
      if (afterHeaders(Buffer.concat(chunks)).length === 0) {
        const { promise, resolve } = Promise.withResolvers<void>();
        heard = resolve;
        outgoing.socket?.once('close', resolve);
        const timer = setTimeout(resolve, patience);
        await promise;
        clearTimeout(timer);
      }
      return afterHeaders(Buffer.concat(chunks));
    },
  };
}

/** Whether this answer to this request has no body, whatever its headers say (RFC 9112, 6.3). */
export function isBodiless(method: string, { statusCode = 0 }: IncomingMessage): boolean {
  return method === 'HEAD' || statusCode === 204 || statusCode === 304;
}

/** Interim answers (1xx) come before the one that is meant. */
function afterHeaders(bytes: Buffer): Buffer {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return Buffer.alloc(0);
  const rest = bytes.subarray(end + 4);
  return /^HTTP\/1\.\d 1\d\d/.test(bytes.subarray(0, 16).toString('latin1')) ? afterHeaders(rest) : rest;
}
