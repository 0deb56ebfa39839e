import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

export interface RawAnswer {
  status: number;
  headers: Headers;
  body: string;
}

export interface Connection {
  socket: Socket;
  /** Everything that came so far. */
  received(): string;
  /** Resolves when the other end has closed; the error if it did so with a reset. */
  closed: Promise<NodeJS.ErrnoException | undefined>;
}

/** A bare connection to a server, for bytes that no HTTP client would send. */
export async function openConnection(address: string): Promise<Connection> {
  const { hostname, port } = new URL(address);
  const socket = connect(Number(port), hostname);
  let text = '';
  let error: NodeJS.ErrnoException | undefined;
  socket.setEncoding('latin1');
  socket.on('data', (data) => (text += String(data)));
  socket.on('error', (reason) => (error = reason));
  const closed = new Promise<NodeJS.ErrnoException | undefined>((resolve) => socket.once('close', () => resolve(error)));
  await Promise.race([once(socket, 'connect').catch(() => {}), closed]);
  return { socket, received: () => text, closed };
}

/** Sends bytes (one per character) and returns every answer that came until the server closed the connection, which it has to. */
export async function sendRaw(address: string, bytes: string): Promise<RawAnswer[]> {
  const { socket, received, closed } = await openConnection(address);
  socket.write(bytes, 'latin1');
  await closed;
  return readAnswers(received());
}

/** Reads answers that each say their length. */
export function readAnswers(text: string): RawAnswer[] {
  const answers: RawAnswer[] = [];
  for (let rest = text; rest !== '';) {
    const end = rest.indexOf('\r\n\r\n');
    const [start = '', ...lines] = rest.slice(0, end).split('\r\n');
    const headers = new Headers(lines.map((line) => line.split(/:\s*(.*)/s).slice(0, 2) as [string, string]));
    const length = Number(headers.get('Content-Length') ?? 0);
    answers.push({ status: Number(start.split(' ')[1]), headers, body: rest.slice(end + 4, end + 4 + length) });
    rest = rest.slice(end + 4 + length);
  }
  return answers;
}
