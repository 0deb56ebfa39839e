import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { createBench } from '../mutate/bench.ts';
import { matchesGlob, readListed } from '../mutate/listed.ts';
import type { AnyMutant } from '../mutate/mutant.ts';
import { mutantsOf } from '../mutate/mutants.ts';
import { isWhole, toMutationJson, toMutationText } from '../mutate/report.ts';
import { tryAll } from '../mutate/run.ts';
import { sample } from '../mutate/sample.ts';
import { CannotRun } from '../run/cannot-run.ts';
import { readArguments } from './arguments.ts';
import { readPlan, type Plan } from './plan.ts';
import { startServer } from './server.ts';
import { createStates } from './states.ts';
import { readOptions } from './options.ts';
import { writeReport } from './write.ts';

export const mutateUsage = `Seeds faults into the answers, the requests and the contracts, and tells which ones the tests do not notice.

  contract-kit mutate [--base-url URL] [--api NAME] [options]

  --base-url URL   the right server; without it the one that contract-kit.yaml tells how to start
  --api NAME       only this API of contract-kit.yaml (may be repeated)
  --fault ID       only these faults; * stands for anything (may be repeated)
  --equivalent FILE  a list of {mutant, reason}: faults that nobody outside can notice (mutants.yaml beside the waivers)
  --list           prints the ids of the faults
  --sample N       so many of them
  --seed N         which ones (1)
  --concurrency N  faults at once (2)
  --config FILE, --fixtures FILE, --server-path PATH   as for the tests
  --json FILE      what became of each fault

Ends with 0: every fault was noticed, 1: some were not, 2: could not run.
`;

const forTests = ['base-url', 'server-path', 'config', 'fixtures'];
const options: ParseArgsOptionsConfig = {
  ...Object.fromEntries([...forTests, 'equivalent', 'sample', 'seed', 'concurrency', 'json'].map((name) => [name, { type: 'string' }])),
  ...Object.fromEntries(['api', 'spec', 'fault'].map((name) => [name, { type: 'string', multiple: true }])),
  list: { type: 'boolean' },
  help: { type: 'boolean' },
};
type Values = Readonly<Record<string, unknown>>;

/** Runs `mutate` with the arguments after it. Resolves to the exit code: 0 all noticed, 1 some were not, 2 interrupted. Throws `CannotRun`. */
export async function mutate(args: readonly string[], signal: AbortSignal): Promise<number> {
  const values: Values = readOptions(args, 'mutate --help', (given) => parseArgs({ args: given, options, strict: true })).values;
  if (values['help'] === true) return print(mutateUsage);
  const passedOn = [...forTests, 'spec'].flatMap((name) => [values[name] ?? []].flat().flatMap((value) => [`--${name}`, String(value)]));
  const read = readArguments([...passedOn, '--seed', '1', '--max-cases', '0']);
  if (!read) return print(mutateUsage);
  const plan = await readPlan(read);
  const server = read.baseUrl === undefined ? await startOwn(plan) : undefined;
  try {
    return await tryOn(read.baseUrl ?? server?.baseUrl ?? '', plan, values, signal);
  } finally {
    await server?.close();
  }
}

async function tryOn(baseUrl: string, plan: Plan, values: Values, signal: AbortSignal): Promise<number> {
  const { config, contracts, stories } = plan;
  const timeout = 10_000;
  const states = values['base-url'] === undefined ? createStates(config, contracts, timeout) : {};
  const bench = await createBench(contracts, stories, {
    baseUrl,
    apis: apisOf(plan, values),
    states,
    headers: config.headers,
    timeout,
    signal,
  });
  const mutants = pick(mutantsOf(bench), values);
  if (values['list'] === true) return print(mutants.map(({ id, title }) => `${id}  ${title}\n`).join(''));
  if (mutants.length === 0) throw new CannotRun('no such fault: --list prints them');
  const listed = await readEquivalent(plan, values['equivalent'] as string | undefined);
  const show = createCounter(mutants.length);
  const outcomes = await tryAll(mutants, bench, { listed, concurrency: numberOf(values, 'concurrency', 2), onOutcome: show });
  print(toMutationText(outcomes));
  if (typeof values['json'] === 'string') await writeReport('json', values['json'], () => toMutationJson(outcomes));
  if (outcomes.length < mutants.length) return 2;
  return isWhole(outcomes) ? 0 : 1;
}

/** Those that are named; the others are there all the same, for what their examples send first. */
function apisOf({ contracts }: Plan, values: Values): string[] {
  const known = contracts.map(({ spec }) => spec.name);
  const named = (values['api'] as string[] | undefined) ?? known;
  for (const api of named) if (!known.includes(api)) throw new CannotRun(`no API is called ${api}; there are ${known.join(', ')}`);
  return named;
}

function pick(all: readonly AnyMutant[], values: Values): AnyMutant[] {
  const globs = (values['fault'] as string[] | undefined) ?? [];
  const wanted = all.filter(({ id }) => globs.length === 0 || globs.some((glob) => matchesGlob(glob, id)));
  return values['sample'] === undefined ? wanted : sample(wanted, numberOf(values, 'sample', 0), numberOf(values, 'seed', 1));
}

/** Of the file that is named, else of the one that lies beside the waivers. */
async function readEquivalent({ config }: Plan, named: string | undefined) {
  const usual = config.waivers === undefined ? undefined : join(dirname(config.waivers), 'mutants.yaml');
  const file = named ?? (usual !== undefined && existsSync(usual) ? usual : undefined);
  return file === undefined ? [] : readListed(file);
}

function startOwn({ config }: Plan) {
  if (config.server) return startServer(config.server, config.folder);
  throw new CannotRun('no --base-url, and no contract-kit.yaml that says how to start the server');
}

function createCounter(total: number): () => void {
  let done = 0;
  return () => {
    done++;
    if (process.stderr.isTTY) process.stderr.write(done === total ? '\r\u001B[K' : `\r${done} of ${total} faults`);
  };
}

function numberOf(values: Values, name: string, standard: number): number {
  const text = values[name] ?? String(standard);
  if (typeof text === 'string' && /^\d{1,9}$/.test(text)) return Number(text);
  throw new CannotRun(`--${name} must be a whole number`);
}

function print(text: string): number {
  process.stdout.write(text);
  return 0;
}
