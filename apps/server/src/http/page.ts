import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Request, RequestHandler, Response } from 'express';

/** What a page may do: run its own script and style, and talk to its own origin. No inline script, no frame, no form that leaves, no HTML from texts. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

interface File {
  type: string;
  tag: string;
  plain: Buffer;
  gzip: Buffer;
}

/**
 * Serves a built page: its `index.html` at `/`, and what lies in its `assets/`, each named by its content, for ever. Everything else, and everything
 * while the folder is not there, is left to whoever comes next. The files are read at the first request, once.
 */
export function servePage(folder: string): RequestHandler {
  let files: ReadonlyMap<string, File> | undefined;
  // No route: Express would answer OPTIONS for one by itself.
  return (request, response, next) => {
    const { method, path } = request;
    if ((method !== 'GET' && method !== 'HEAD') || (path !== '/' && !path.startsWith('/assets/'))) return next();
    files ??= readFiles(folder);
    const file = files?.get(path);
    if (!file) return next();
    if (path === '/') response.set({ 'Content-Security-Policy': contentSecurityPolicy, 'Cross-Origin-Opener-Policy': 'same-origin' });
    response.set('Cache-Control', path === '/' ? 'no-cache' : 'public, max-age=31536000, immutable');
    send(request, response, file);
  };
}

function send(request: Request, response: Response, { type, tag, plain, gzip }: File): void {
  const encoding = request.acceptsEncodings('gzip', 'identity') === 'gzip' ? 'gzip' : 'identity';
  // Two encodings are two representations (RFC 9110 section 8.8.3.3).
  response.set({ 'Content-Type': type, Vary: 'Accept-Encoding', ETag: `"${tag}-${encoding}"` });
  if (request.fresh) return void response.status(304).end();
  if (encoding === 'gzip') response.set('Content-Encoding', 'gzip');
  const body = encoding === 'gzip' ? gzip : plain;
  response.set('Content-Length', String(body.length)).end(body);
}

function readFiles(folder: string): ReadonlyMap<string, File> | undefined {
  try {
    const assets = readdirSync(join(folder, 'assets')).map((name) => [`/assets/${name}`, readFile(join(folder, 'assets', name))] as const);
    return new Map([['/', readFile(join(folder, 'index.html'))], ...assets]);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function readFile(path: string): File {
  const plain = readFileSync(path);
  const tag = createHash('sha256').update(plain).digest('base64url').slice(0, 22);
  return { type: types[extname(path)] ?? 'application/octet-stream', tag, plain, gzip: gzipSync(plain, { level: 9 }) };
}
