import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { documents } from '@countersign/contracts/documents';
import { locateLibrary } from './library.ts';
import { writeSite } from './output.ts';
import { createSite } from './site.ts';

const usage = `usage: node packages/docs/src/main.ts --out DIR [--server URL]

Writes the reference of every API as static pages, for any host and under any path.

  --out DIR      the folder to write
  --server URL   where "try it" sends its requests, such as https://api.example.com; without it the pages only tell.
                 If that is another origin than the pages', it must name theirs in CORS_ORIGINS`;

process.exitCode = run(process.argv.slice(2));

/** @returns the exit code: 0 when the pages are written, 1 when they cannot be, 2 for wrong arguments */
function run(argv: string[]): number {
  try {
    const { out, server, help } = readArgs(argv);
    if (help || out === undefined) return say(usage, help ? 0 : 2);
    if (server !== undefined && !isOrigin(server))
      return say(`--server ${server}: an address such as https://api.example.com is wanted`, 2);
    const files = createSite(documents, readFileSync(locateLibrary()), { server: server ?? false, isStatic: true });
    writeSite(out, files);
    return say(`wrote ${files.length} files to ${out}`, 0);
  } catch (error) {
    return say(error instanceof Error ? error.message : String(error), isWrongArgument(error) ? 2 : 1);
  }
}

function readArgs(argv: string[]) {
  const options = { out: { type: 'string' }, server: { type: 'string' }, help: { type: 'boolean', default: false } } as const;
  return parseArgs({ args: argv, options }).values;
}

function isOrigin(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && !url.search && !url.hash && !url.username && !url.password;
}

function isWrongArgument(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}

function say(text: string, code: number): number {
  if (code === 0) console.log(text);
  else console.error(text);
  return code;
}
