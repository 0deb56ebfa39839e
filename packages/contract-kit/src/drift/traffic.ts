import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { join } from 'node:path';
import { child } from '../spec/pointer.ts';
import type { Operation, Spec } from '../spec/spec.ts';
import type { Documented } from './examine.ts';
import { isBlotted } from './lenient.ts';
import type { Recorded } from './recorded.ts';

/** Stands for wherever it was recorded. */
export const server = 'https://recorded.invalid';

/** What has to be known of an exchange when its findings come. */
export interface Owner {
  of: Pick<Documented, 'spec' | 'operation' | 'sighting'>;
  /** Pointers into both bodies to what was blotted out. */
  blots: readonly string[];
  /** Whether the recorder kept the bodies. */
  isWhole: Readonly<Record<'request' | 'response', boolean>>;
}

/** An archive of the exchanges with one API, their addresses below that of the contract. */
export interface Traffic {
  file: string;
  owners: Owner[];
}

/** Writes one archive for each API, into a folder that nobody else can read. */
export async function writeTraffic(folder: string, exchanges: Iterable<Documented>): Promise<Map<Spec, Traffic>> {
  const open = new Map<Spec, Traffic & { stream: WriteStream }>();
  for (const { spec, operation, recorded, sighting } of exchanges) {
    const traffic = open.get(spec) ?? start(join(folder, `${open.size}.har`));
    open.set(spec, traffic);
    const blots = [recorded.request.body, recorded.answer.body].flatMap(blotsIn);
    const isWhole = { request: recorded.isRequestWhole, response: recorded.isAnswerWhole };
    const isFirst = traffic.owners.push({ of: { spec, operation, sighting }, blots, isWhole }) === 1;
    if (!traffic.stream.write(`${isFirst ? '' : ','}\n${JSON.stringify(toEntry(recorded, operation))}`))
      await once(traffic.stream, 'drain');
  }
  for (const { stream } of open.values()) await once(stream.end(']}}'), 'close');
  return open;
}

function start(file: string): Traffic & { stream: WriteStream } {
  const stream = createWriteStream(file, { mode: 0o600 });
  stream.write('{"log":{"version":"1.2","creator":{"name":"contract-kit","version":""},"entries":[');
  return { file, owners: [], stream };
}

function toEntry({ request, answer }: Recorded, operation: Operation): object {
  const toPairs = (headers: typeof request.headers) => headers.map(([name, value]) => ({ name, value }));
  const post = request.body ? { postData: { mimeType: typeOf(request.headers), text: textOf(request.body) } } : {};
  const ask = {
    method: request.method,
    url: toAddress(request.url, operation),
    headers: toPairs(request.headers),
    queryString: [],
    cookies: [],
  };
  const content = { mimeType: typeOf(answer.headers), text: textOf(answer.body) };
  return {
    startedDateTime: '2000-01-01T00:00:00.000Z',
    time: 0,
    request: { ...ask, ...post },
    response: { status: answer.status, headers: toPairs(answer.headers), cookies: [], content },
  };
}

/** The address of an operation, below nothing but its host. */
export function toAddress(url: string, { template }: Operation): string {
  const { pathname, search } = new URL(url);
  const depth = template.split('/').length - 1;
  return `${server}/${pathname.split('/').slice(-depth).join('/')}${search}`;
}

function typeOf(headers: Recorded['request']['headers']): string {
  return headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
}

function textOf(body: Uint8Array): string {
  return new TextDecoder().decode(body);
}

function blotsIn(body: Uint8Array | undefined): string[] {
  const text = body === undefined ? '' : textOf(body);
  if (!isBlotted(text)) return [];
  try {
    return pointersOf(JSON.parse(text), '');
  } catch {
    return [''];
  }
}

function pointersOf(value: unknown, pointer: string): string[] {
  if (typeof value !== 'object' || value === null) return isBlotted(value) ? [pointer] : [];
  return Object.entries(value).flatMap(([key, part]) => pointersOf(part, child(pointer, key)));
}
