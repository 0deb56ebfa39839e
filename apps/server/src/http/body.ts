import type { Request, RequestHandler } from 'express';
import { fail } from '../core/failures.ts';
import { parseJson } from './json.ts';

/** What becomes of a body that is no JSON object: it is refused as such, or read as `{}`, as some frameworks do. */
export type MalformedBody = 'refuse' | 'empty';

/** The largest request body, in bytes. */
const bodyLimit = 16_384;

/**
 * Reads the body of an operation that has one: its content type must be among `mediaTypes`, its charset UTF-8, its encoding none, its size at
 * most `bodyLimit` and its content a JSON object.
 */
export function readBody(mediaTypes: readonly string[], malformed: MalformedBody): RequestHandler {
  const known = new Set(mediaTypes);
  return async (request, _response, next) => {
    const { mediaType, charset } = parseContentType(request.headers['content-type']);
    const encoding = request.headers['content-encoding'] ?? 'identity';
    if (!known.has(mediaType) || charset !== 'utf-8' || encoding !== 'identity') fail('unsupported-media-type', undefined);
    // The validator caches a compiled schema for each spelling of this header: without one spelling a client could fill the memory.
    request.headers['content-type'] = mediaType;
    const value = parseJson(await readBytes(request));
    if (isObject(value)) request.body = value;
    else if (malformed === 'empty') request.body = {};
    else fail('malformed', undefined);
    next();
  };
}

/** Express's own reader would first wait for the end of a body that is too large, and so answer as late as the client likes. */
async function readBytes(request: Request): Promise<Uint8Array> {
  if (Number(request.headers['content-length']) > bodyLimit) fail('payload-too-large', undefined);
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>) {
      size += chunk.byteLength;
      if (size > bodyLimit) break;
      chunks.push(chunk);
    }
  } catch (cause) {
    // The client went away in the middle of its body; nobody will read this.
    fail('malformed', undefined, { cause });
  }
  if (size > bodyLimit) fail('payload-too-large', undefined);
  return Buffer.concat(chunks);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseContentType(header = ''): { mediaType: string; charset: string } {
  const [mediaType = '', ...parameters] = header.split(';').map((part) => part.trim().toLowerCase());
  const charset = parameters.find((parameter) => parameter.startsWith('charset='))?.slice('charset='.length);
  return { mediaType, charset: charset?.replaceAll('"', '') ?? 'utf-8' };
}
