import { brotliDecompressSync, gunzipSync, inflateSync, zstdDecompressSync } from 'node:zlib';
import { headerValues, type Answer } from '../exchange.ts';

/** Bytes; a small body can unpack into very many. */
const maxOutputLength = 64 * 2 ** 20;

const decoders: Readonly<Record<string, (bytes: Uint8Array) => Buffer>> = {
  gzip: (bytes) => gunzipSync(bytes, { maxOutputLength }),
  'x-gzip': (bytes) => gunzipSync(bytes, { maxOutputLength }),
  deflate: (bytes) => inflateSync(bytes, { maxOutputLength }),
  br: (bytes) => brotliDecompressSync(bytes, { maxOutputLength }),
  zstd: (bytes) => zstdDecompressSync(bytes, { maxOutputLength }),
};

/** The content of a body, unpacked; or the coding that it says to have and does not. */
export function unpack(answer: Answer): { bytes: Uint8Array } | { coding: string } {
  const codings = headerValues(answer, 'content-encoding').flatMap((value) => value.split(','));
  let bytes = answer.body;
  for (const coding of codings.map((name) => name.trim().toLowerCase()).toReversed()) {
    const decode = Object.hasOwn(decoders, coding) ? decoders[coding] : undefined;
    // One that nobody here knows is left to the check of headers.
    if (!decode || bytes.length === 0) break;
    try {
      bytes = decode(bytes);
    } catch {
      return { coding };
    }
  }
  return { bytes };
}
