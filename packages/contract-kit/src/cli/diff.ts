import { parseArgs } from 'node:util';
import { diff as compare } from '../diff/diff.ts';
import { toDiffAnnotations, toDiffJson, toDiffMarkdown, toDiffText } from '../diff/report.ts';
import { CannotRun } from '../run/cannot-run.ts';
import { SpecError } from '../spec/location.ts';
import { readOptions } from './options.ts';
import { writeReport } from './write.ts';

const usage = `Compares each API with itself at a git revision, and shows a witness of every breaking change.

  contract-kit diff [--base REV] [--api NAME] [options]

  --base REV       the revision to compare with; main if absent, the last release on main itself
  --api NAME       only this one: the name of a folder below specs, or a file (may be repeated)
  --json, --markdown FILE   reports
  --annotations    breaking changes as annotations of GitHub

Ends with 0: each version tells what changed, 1: one does not, 2: could not run.
`;

const options = {
  base: { type: 'string' },
  api: { type: 'string', multiple: true },
  json: { type: 'string' },
  markdown: { type: 'string' },
  annotations: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

/** Runs `diff` with the arguments after it. Resolves to the exit code. Throws `CannotRun` or a `SpecError` where nothing can be compared. */
export async function diff(args: readonly string[]): Promise<number> {
  const values = parse(args);
  if (values.help === true) {
    process.stdout.write(usage);
    return 0;
  }
  const diffs = await find(values);
  process.stdout.write(toDiffText(diffs, { color: process.stdout.isTTY }));
  if (values.annotations === true) process.stdout.write(toDiffAnnotations(diffs));
  if (values.json !== undefined) await writeReport('json', values.json, () => toDiffJson(diffs));
  if (values.markdown !== undefined) await writeReport('markdown', values.markdown, () => toDiffMarkdown(diffs));
  return diffs.every(({ sufficient }) => sufficient) ? 0 : 1;
}

type Values = ReturnType<typeof parse>;

async function find({ base, api }: Values) {
  try {
    return await compare({ root: process.cwd(), base, apis: api });
  } catch (error) {
    if (error instanceof SpecError) throw error;
    throw new CannotRun((error as Error).message, { cause: error });
  }
}

function parse(args: readonly string[]) {
  return readOptions(args, 'diff --help', (given) => parseArgs({ args: given, options, strict: true })).values;
}
