import type { ClientRequest, IncomingMessage } from 'node:http';
import type { Answer, Exchange, NoAnswer, SentRequest } from '../exchange.ts';
import type { Agent } from './agent.ts';
import { open } from './open.ts';
import { isBodiless, watchSurplus, type Surplus } from './surplus.ts';
import { toNoAnswer, toSeconds, type Progress } from './trouble.ts';

export interface SendOptions {
  /** Milliseconds that the whole exchange may take, from the name of the host to the last byte. */
  timeout: number;
  /** The largest body that is read. */
  maxBytes: number;
  signal?: AbortSignal;
  /** Keeps connections open between requests; without one each request has its own. */
  agent?: Agent | undefined;
}

/**
 * Sends one request exactly as it stands and reads the answer exactly as it comes: no redirect is followed, nothing is unpacked, no cookie kept.
 * Never rejects: whatever goes wrong is a `NoAnswer`.
 */
export async function send(request: SentRequest, options: SendOptions): Promise<Exchange> {
  const startedAt = Date.now();
  const start = performance.now();
  let answer = await attempt(request, options);
  // The server closed an idle connection in the moment of its next use. It has seen nothing of the request.
  if (answer === 'stale') {
    const timeout = options.timeout - (performance.now() - start);
    answer = await attempt(request, { ...options, timeout, agent: undefined });
  }
  const result = answer === 'stale' ? ({ kind: 'closed', message: 'the connection was closed without an answer' } as const) : answer;
  return { request, answer: result, startedAt, duration: performance.now() - start };
}

function attempt(request: SentRequest, options: SendOptions): Promise<Answer | NoAnswer | 'stale'> {
  const { promise, resolve } = Promise.withResolvers<Answer | NoAnswer | 'stale'>();
  const progress: Progress = { hasHeaders: false, isBodiless: false, bytes: 0 };
  let outgoing: ClientRequest;
  try {
    outgoing = open(request, options.agent);
  } catch (error) {
    return Promise.resolve({ kind: 'unsendable', message: `the request cannot be sent: ${(error as Error).message}` });
  }
  const stop = (answer: NoAnswer) => {
    resolve(answer);
    outgoing.destroy();
  };
  const timer = setTimeout(() => stop(toTimeout(options.timeout, progress)), Math.max(0, options.timeout));
  const interrupt = () => stop({ kind: 'closed', message: 'interrupted' });
  if (options.signal?.aborted) interrupt();
  options.signal?.addEventListener('abort', interrupt);
  outgoing.on('error', (error) => {
    // Of a body where there should be none: it is read as it stands.
    if (progress.isBodiless && error.message.startsWith('Parse Error')) return;
    resolve(isStale(outgoing, error, progress) ? 'stale' : toNoAnswer(error, progress));
  });
  listen(outgoing, { request, progress, maxBytes: options.maxBytes, surplus: watchSurplus(outgoing), resolve, stop });
  return promise.finally(() => {
    clearTimeout(timer);
    options.signal?.removeEventListener('abort', interrupt);
  });
}

interface Reading {
  request: SentRequest;
  progress: Progress;
  maxBytes: number;
  surplus: Surplus;
  resolve(answer: Answer | NoAnswer): void;
  stop(answer: NoAnswer): void;
}

function listen(outgoing: ClientRequest, reading: Reading): void {
  const { request, resolve } = reading;
  outgoing.once('response', (incoming) => {
    // A body that should not be there would be read as the start of the next answer.
    reading.progress.isBodiless = isBodiless(request.method, incoming);
    if (reading.progress.isBodiless) outgoing.shouldKeepAlive = false;
    read(incoming, reading);
  });
  for (const event of ['upgrade', 'connect'] as const)
    outgoing.once(event, (incoming, socket) => {
      socket.destroy();
      resolve(toAnswer(incoming, []));
    });
}

function read(incoming: IncomingMessage, { progress, maxBytes, surplus, resolve, stop }: Reading): void {
  const chunks: Buffer[] = [];
  progress.hasHeaders = true;
  incoming.on('data', (chunk: Buffer) => {
    progress.bytes += chunk.length;
    if (progress.bytes <= maxBytes) chunks.push(chunk);
    else stop({ kind: 'too-large', message: `the body is larger than ${maxBytes} bytes` });
  });
  incoming.on('error', (error) => resolve(toNoAnswer(error, progress)));
  incoming.once('end', async () => resolve(toAnswer(incoming, progress.isBodiless ? [await surplus.read()] : chunks)));
}

function toAnswer({ statusCode = 0, rawHeaders }: IncomingMessage, chunks: readonly Buffer[]): Answer {
  const headers = rawHeaders.flatMap((name, index) => (index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? ''] as const] : []));
  return { status: statusCode, headers, body: Buffer.concat(chunks) };
}

function isStale(outgoing: ClientRequest, error: NodeJS.ErrnoException, { hasHeaders }: Progress): boolean {
  return outgoing.reusedSocket && !hasHeaders && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
}

function toTimeout(timeout: number, { hasHeaders, bytes }: Progress): NoAnswer {
  const within = `within ${toSeconds(timeout)}`;
  return { kind: 'timeout', message: hasHeaders ? `the body did not end ${within} (${bytes} bytes came)` : `no answer ${within}` };
}
