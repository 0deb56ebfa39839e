import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { planRelease, type FilePlan, type ReleasePlan } from '../changelog/release.ts';
import { CannotRun } from '../run/cannot-run.ts';
import { SpecError } from '../spec/location.ts';
import { readOptions } from './options.ts';

const usage = `Gives each API that has changed its next version and an entry in its changelog, in words for those who use it.

  contract-kit release [--base REV] [--api NAME] [options]

  --base REV       the revision to compare with, as for diff
  --api NAME       only this one: the name of a folder below specs, or a file (may be repeated)
  --changeset PACKAGE  also writes .changeset/contract-<api>-<version>.md for the package whose types come from the contracts
  --check          writes nothing; ends with 1 if something would be written

Ends with 0: done, 1: --check found something to do, 2: could not run.
`;

const options = {
  base: { type: 'string' },
  api: { type: 'string', multiple: true },
  changeset: { type: 'string' },
  check: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

/** Runs `release` with the arguments after it. Resolves to the exit code. Throws `CannotRun` or a `SpecError` where nothing can be compared. */
export async function release(args: readonly string[]): Promise<number> {
  const values = parse(args);
  if (values.help === true) {
    process.stdout.write(usage);
    return 0;
  }
  const plans = await plan(values);
  if (values.check !== true) for (const { files } of plans) for (const file of files) await put(file);
  const isPending = plans.some(({ files }) => files.length > 0);
  for (const one of plans) process.stdout.write(`${values.check === true ? toCheckLine(one) : toLine(one)}\n`);
  for (const remark of new Set(plans.flatMap(({ remarks }) => remarks))) process.stderr.write(`${remark}\n`);
  return values.check === true && isPending ? 1 : 0;
}

type Values = ReturnType<typeof parse>;

async function plan({ base, api, changeset }: Values): Promise<ReleasePlan[]> {
  try {
    return await planRelease({ root: process.cwd(), base, apis: api, changeset });
  } catch (error) {
    if (error instanceof SpecError) throw error;
    throw new CannotRun((error as Error).message, { cause: error });
  }
}

async function put({ file, after }: FilePlan): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true });
    await (after === undefined ? rm(file, { force: true }) : writeFile(file, after));
  } catch (error) {
    throw new CannotRun(`${near(file)}: ${(error as Error).message}`, { cause: error });
  }
}

/** `sign-in  2.0.0, after 1.0.0 (major): specs/sign-in/CHANGELOG.md`. */
function toLine(one: ReleasePlan): string {
  const { api, files } = one;
  return `${api}  ${stateOf(one)}${files.length === 0 ? '' : `: ${files.map(({ file, after }) => `${near(file)}${after === undefined ? ' removed' : ''}`).join(', ')}`}`;
}

function toCheckLine(one: ReleasePlan): string {
  const { api, version, to, files } = one;
  if (files.length === 0) return `${api}  ${stateOf(one)}`;
  const wrong = version === to ? [] : [`info.version is ${version}, must be ${to}`];
  const stale = files.filter(({ file }) => file.endsWith('.md')).map(({ file }) => `${near(file)} is not up to date`);
  return `${api}  ${[...wrong, ...stale].join('; ')}: run contract-kit release`;
}

function stateOf({ base, level, from, to }: ReleasePlan): string {
  if (base === undefined) return `${to}, new`;
  if (to === '') return `gone since ${base}`;
  return level === 'none' ? `${to}, unchanged since ${base}` : `${to}, after ${from} (${level})`;
}

function near(file: string): string {
  const path = relative(process.cwd(), file);
  return path.startsWith('..') ? file : path;
}

function parse(args: readonly string[]) {
  return readOptions(args, 'release --help', (given) => parseArgs({ args: given, options, strict: true })).values;
}
