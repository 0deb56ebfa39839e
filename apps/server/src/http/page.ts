import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { RequestHandler } from 'express';
import { sendFile, toFile, type File } from './file.ts';

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
    return sendFile(request, response, file);
  };
}

function readFiles(folder: string): ReadonlyMap<string, File> | undefined {
  try {
    const assets = readdirSync(join(folder, 'assets')).map(
      (name) => [`/assets/${name}`, readFile(join(folder, 'assets', name), true)] as const,
    );
    return new Map([['/', readFile(join(folder, 'index.html'), false)], ...assets]);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function readFile(path: string, isImmutable: boolean): File {
  return toFile(readFileSync(path), types[extname(path)] ?? 'application/octet-stream', isImmutable);
}
