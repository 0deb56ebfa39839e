import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip as compress } from 'node:zlib';
import type { Request, Response } from 'express';

/** A file that is served as it stands. */
export interface File {
  type: string;
  tag: string;
  plain: Buffer;
  /** Compressed when first asked for, in the thread pool: four megabytes take a fifth of a second. */
  gzip(): Promise<Buffer>;
  /** It bears its content in its name: it is kept for ever. */
  isImmutable: boolean;
}

const gzip = promisify(compress);

/** `type` is its media type, with the charset. */
export function toFile(plain: Buffer, type: string, isImmutable: boolean): File {
  const tag = createHash('sha256').update(plain).digest('base64url').slice(0, 22);
  let compressed: Promise<Buffer> | undefined;
  return { type, tag, plain, gzip: () => (compressed ??= gzip(plain, { level: 9 })), isImmutable };
}

/** Answers with the file, compressed for those who take that, or with 304 for those who have it. */
export async function sendFile(request: Request, response: Response, { type, tag, plain, gzip: zip, isImmutable }: File): Promise<void> {
  const encoding = request.acceptsEncodings('gzip', 'identity') === 'gzip' ? 'gzip' : 'identity';
  response.set('Cache-Control', isImmutable ? 'public, max-age=31536000, immutable' : 'no-cache');
  // Two encodings are two representations (RFC 9110 section 8.8.3.3).
  response.set({ 'Content-Type': type, Vary: 'Accept-Encoding', ETag: `"${tag}-${encoding}"` });
  if (request.fresh) return void response.status(304).end();
  const body = encoding === 'gzip' ? await zip() : plain;
  if (encoding === 'gzip') response.set('Content-Encoding', 'gzip');
  response.set('Content-Length', String(body.length)).end(body);
}
