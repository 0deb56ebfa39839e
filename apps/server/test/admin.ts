import { Readable } from 'node:stream';
import { inject } from 'vitest';
import { profiles } from '../src/app.ts';
import { run } from '../src/cli/run.ts';
import type { TestDatabase } from './databases.ts';

export interface Ran {
  code: number;
  /** Lines of standard output. */
  out: string[];
  /** Lines of standard error. */
  err: string[];
}

/** Runs an operator command on that database, as another process would; `input` is its standard input. */
export async function admin({ url }: Pick<TestDatabase, 'url'>, argv: readonly string[], input: string | Buffer = ''): Promise<Ran> {
  const written = { stdout: '', stderr: '' };
  const write = (stream: keyof typeof written) => ({ write: (text: unknown) => ((written[stream] += String(text)), true) });
  const code = await run(argv, {
    env: { DATABASE_URL: url, SECRET_KEY: inject('secret'), PHONE_REGION: 'MX' },
    stdin: Readable.from(input.length > 0 ? [input] : []),
    stdout: write('stdout'),
    stderr: write('stderr'),
    profiles: async () => profiles,
  });
  return { code, out: toLines(written.stdout), err: toLines(written.stderr) };
}

function toLines(text: string): string[] {
  return text.split('\n').filter((line) => line !== '');
}
