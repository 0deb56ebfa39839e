import type { IncomingMessage } from 'node:http';
import type { Asked } from './asked.ts';

/** Bytes of a body: what Prism takes. A contract may allow less, and its examples say so. */
const limit = 10 * 1024 * 1024;

/** Reads a whole request; what is over the limit is read and thrown away. Undefined if its sender went away. */
export async function receive(request: IncomingMessage): Promise<Asked | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
    }
  } catch {
    return undefined;
  }
  const [path = '/', ...search] = (request.url ?? '/').split('?');
  return {
    method: request.method ?? 'GET',
    path,
    query: new URLSearchParams(search.join('?')),
    headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)])),
    body: Buffer.concat(chunks),
    isCut: size > limit,
  };
}
