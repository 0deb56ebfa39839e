import { resolve } from 'node:path';

/** Where the rows live. `file` is an absolute path. */
export type DatabaseLocation = { engine: 'sqlite'; file: string } | { engine: 'postgres'; url: string };

const forms = 'sqlite:PATH, postgres://USER:PASSWORD@HOST/NAME or postgresql://…';

/**
 * Reads `sqlite:PATH` (relative paths from the working directory), `postgres://…` or `postgresql://…`. Throws an Error of one line for anything
 * else, which repeats the scheme at most: a database URL holds a password.
 */
export function parseDatabaseUrl(text: string): DatabaseLocation {
  const scheme = /^[a-z][a-z0-9+.-]*(?=:)/i.exec(text)?.[0].toLowerCase();
  if (scheme === 'sqlite') return { engine: 'sqlite', file: parseFile(text.slice('sqlite:'.length)) };
  if (scheme === 'postgres' || scheme === 'postgresql') {
    if (!URL.canParse(text) || !/^[a-z]+:\/\//i.test(text)) throw new Error(`DATABASE_URL is not a valid ${scheme} URL; use ${forms}`);
    return { engine: 'postgres', url: text };
  }
  throw new Error(`DATABASE_URL ${scheme ? `has the unknown scheme "${scheme}:"` : 'has no scheme'}; use ${forms}`);
}

function parseFile(path: string): string {
  // In sqlite://data/x.db the folder would be taken for a host or for the root, depending on whom one asks.
  if (/^\/\/[^/]/.test(path)) throw new Error('DATABASE_URL has two slashes; use sqlite:relative/path or sqlite:/absolute/path');
  // Every dropped connection would drop all accounts and sessions with it.
  if (path === '' || path === ':memory:') throw new Error(`DATABASE_URL names no file; use ${forms}`);
  return resolve(path);
}
