import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { command } from './emit.ts';
import { toLines } from './finding.ts';
import { generate } from './generate.ts';
import { apply, compare, type Difference } from './output.ts';

const usage = 'usage: node main.ts --specs DIR --out DIR [--check]';

process.exitCode = await run(process.argv.slice(2));

/** @returns the exit code: 0 when the files are right, 1 for a broken spec or, with `--check`, an outdated file, 2 for wrong arguments */
async function run(argv: string[]): Promise<number> {
  const args = readArgs(argv);
  if (!args) return fail(2, [usage]);
  if (!existsSync(args.specs)) return fail(2, [`no such folder: ${args.specs}`]);
  const result = await generate(args.specs);
  if ('findings' in result) return fail(1, toLines(result.findings, dirname(resolve(args.specs))));
  const differences = compare(args.out, result.files);
  if (args.check && differences.length > 0) return fail(1, [...toReport(args.out, differences), `Renew with: ${command}`]);
  apply(args.out, result.files, differences);
  for (const { name, state } of differences) console.log(`${state === 'superfluous' ? 'deleted' : 'wrote'} ${toPath(args.out, name)}`);
  return 0;
}

function readArgs(argv: string[]): { specs: string; out: string; check: boolean } | undefined {
  try {
    const options = { specs: { type: 'string' }, out: { type: 'string' }, check: { type: 'boolean', default: false } } as const;
    const { specs, out, check } = parseArgs({ args: argv, options }).values;
    return specs && out ? { specs, out, check } : undefined;
  } catch {
    return undefined;
  }
}

function toReport(out: string, differences: readonly Difference[]): string[] {
  return differences.map(({ name, state }) => `${toPath(out, name)} is ${state}`);
}

function toPath(out: string, name: string): string {
  return relative(process.cwd(), join(out, name));
}

function fail(code: number, lines: readonly string[]): number {
  for (const line of lines) console.error(line);
  return code;
}
