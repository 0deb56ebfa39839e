import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { drift as compare, type Drift } from '../drift/drift.ts';
import { toDriftAnnotations, toDriftJson, toDriftMarkdown } from '../drift/formats.ts';
import { toDriftText } from '../drift/text.ts';
import { openHar } from '../har/read.ts';
import { CannotRun } from '../run/cannot-run.ts';
import { loadSpec } from '../spec/load.ts';
import type { Spec } from '../spec/spec.ts';
import { toBaseUrl } from './arguments.ts';
import { readConfig } from './config.ts';
import { readOptions } from './options.ts';
import { writeReport } from './write.ts';

const usage = `Tells whether recorded traffic, of any server, fits the contracts.

  contract-kit drift HAR... [--api NAME | FILE] [options]

  HAR                HTTP archives: of a browser, a proxy, or of contract-kit --har
  --api NAME         only this one of contract-kit.yaml, or an OpenAPI file (may be repeated)
  --base-url URL     only what was sent there; an address with a path replaces the server path of the contract
  --server-path PATH where the paths of the contract begin, if a proxy has moved them
  --coverage         how much of the contracts the traffic exercises
  --no-redocly       without the second opinion of redocly drift, which takes as long again
  --json, --markdown FILE   reports
  --annotations      findings as annotations of GitHub

Ends with 0: fits, 1: drift, 2: could not run, or nothing to judge.
`;

const options = {
  api: { type: 'string', multiple: true },
  'base-url': { type: 'string' },
  'server-path': { type: 'string' },
  coverage: { type: 'boolean' },
  redocly: { type: 'boolean' },
  json: { type: 'string' },
  markdown: { type: 'string' },
  annotations: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

/** Runs `drift` with the arguments after it. Resolves to the exit code. Throws `CannotRun` or a `SpecError` where nothing can be judged. */
export async function drift(args: readonly string[]): Promise<number> {
  const { values, positionals: files } = parse(args);
  if (values.help === true) {
    process.stdout.write(usage);
    return 0;
  }
  if (files.length === 0) throw new CannotRun('no HTTP archive: contract-kit drift traffic.har; drift --help lists the options');
  const found = await judge(values, files);
  await report(found, values);
  if (found.judged === 0 && found.findings.length === 0) throw new CannotRun(nothing(found));
  return found.findings.length > 0 ? 1 : 0;
}

type Values = ReturnType<typeof parse>['values'];

async function judge(values: Values, files: readonly string[]): Promise<Drift> {
  const baseUrl = values['base-url'] === undefined ? undefined : toBaseUrl(values['base-url']);
  const hasPath = baseUrl !== undefined && new URL(baseUrl).pathname !== '/';
  const serverPath = values['server-path'] ?? (hasPath ? '' : undefined);
  const specs = await readSpecs(values.api ?? [], serverPath);
  const recordings = [];
  for (const file of files) recordings.push(await openHar(file));
  const redocly = values.redocly === false ? false : undefined;
  const exercise = values.coverage === true ? { today: new Date() } : undefined;
  return compare({ recordings, specs, baseUrl, serverPath, redocly, exercise });
}

async function readSpecs(wanted: readonly string[], serverPath: string | undefined): Promise<Spec[]> {
  const { specs: files } = await readConfig(undefined);
  const isFile = (api: string) => /[./\\]/.test(api);
  const known = await Promise.all(
    (wanted.every(isFile) && wanted.length > 0 ? [] : files).map(async (file) => loadSpec(file, undefined, { serverPath })),
  );
  if (wanted.length === 0 && known.length === 0)
    throw new CannotRun('no contract: name one with --api FILE, or list them in contract-kit.yaml');
  if (wanted.length === 0) return known;
  return Promise.all(
    wanted.map((api) => {
      const found = known.find(({ name }) => name === api);
      if (isFile(api)) return loadSpec(resolve(api), undefined, { serverPath });
      if (found) return found;
      throw new CannotRun(
        `no API is called ${api}; ${known.length > 0 ? `there are ${known.map(({ name }) => name).join(', ')}` : 'name a file'}`,
      );
    }),
  );
}

async function report(found: Drift, values: Values): Promise<void> {
  const isTerminal = process.stdout.isTTY;
  process.stdout.write(toDriftText(found, { color: isTerminal, ...(isTerminal && { width: process.stdout.columns }) }));
  if (values.annotations === true) process.stdout.write(toDriftAnnotations(found));
  if (values.json !== undefined) await writeReport('json', values.json, () => toDriftJson(found));
  if (values.markdown !== undefined) await writeReport('markdown', values.markdown, () => toDriftMarkdown(found));
}

/** A silence that means nothing must not pass for one that means that all is well. */
function nothing({ specs, recordings, serverPath }: Drift): string {
  const count = recordings.reduce((sum, recording) => sum + recording.count, 0);
  const begins = [...new Set(specs.map(({ operations }) => operations[0]?.path ?? ''))].join(', ');
  const hint =
    serverPath === undefined ? 'do --api, --base-url and --server-path fit?' : `try --server-path ${serverPath === '' ? '/' : serverPath}`;
  return `none of the ${count} exchanges is with a documented operation, such as ${begins}: ${hint}`;
}

function parse(args: readonly string[]) {
  const config = { options, strict: true, allowPositionals: true, allowNegative: true } as const;
  return readOptions(args, 'drift --help', (given) => parseArgs({ ...config, args: given }));
}
