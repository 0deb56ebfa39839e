import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { SiteFile } from './site.ts';

/** Our own, which the pages link to. */
const own = [
  'style/base.css',
  'style/index.css',
  'style/reference.css',
  'style/icon.svg',
  'browser/prepare.js',
  'browser/reference.js',
  'browser/live.js',
] as const;

export type AssetName = (typeof own)[number] | 'scalar.js';

/** The URL of an asset, relative to the root of the pages. */
export type UrlOf = (name: AssetName) => string;

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** The scripts and styles of the pages, each named by its content. */
export function createAssets(library: Buffer): { files: SiteFile[]; urlOf: UrlOf } {
  const bodies = own.map((name) => [name, readFileSync(join(import.meta.dirname, name))] as const);
  const assets = new Map([...bodies, ['scalar.js', library] as const].map(([name, body]) => [name, toAsset(name, body)]));
  return { files: [...assets.values()], urlOf: (name) => assets.get(name)?.path ?? '' };
}

function toAsset(name: AssetName, body: Buffer): SiteFile {
  const extension = extname(name);
  const stem = name.slice(name.indexOf('/') + 1, -extension.length);
  const tag = createHash('sha256').update(body).digest('base64url').slice(0, 10);
  return { path: `assets/${stem}-${tag}${extension}`, type: types[extension] ?? '', body, isImmutable: true };
}
