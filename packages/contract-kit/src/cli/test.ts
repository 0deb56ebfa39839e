import { coverage } from '../coverage/coverage.ts';
import { missing, percent } from '../coverage/item.ts';
import { endedByState } from '../coverage/unreached.ts';
import { toJson } from '../cases/json.ts';
import type { Exchange } from '../exchange.ts';
import { readHar } from '../har/read.ts';
import { createMask } from '../mask.ts';
import { toAnnotations } from '../report/annotations.ts';
import { createProgress } from '../report/progress.ts';
import type { Report } from '../report/report.ts';
import { toText, toTotal } from '../report/text.ts';
import type { Result } from '../result.ts';
import { CannotRun } from '../run/cannot-run.ts';
import { run } from '../run/run.ts';
import type { States } from '../run/states.ts';
import type { Contract } from '../suite/contracts.ts';
import { findSmallest } from '../suite/smallest.ts';
import { withPreference } from '../suite/prefer.ts';
import type { Arguments } from './arguments.ts';
import { hintsOf } from './hints.ts';
import { readPlan, type Plan } from './plan.ts';
import { maskOf, merge, writeReports } from './reports.ts';
import { startServer } from './server.ts';
import { createStates } from './states.ts';
import { kitVersion } from './version.ts';

/** Runs the tests and prints what came of them. Resolves to the exit code: 0 passed, 1 failed or not covered, 2 could not run to the end. */
export async function test(args: Arguments, signal: AbortSignal): Promise<number> {
  const plan = await readPlan(args);
  if (args.list) {
    process.stdout.write(createMask(plan.secrets)(`${toJson(plan.contracts.flatMap(({ cases }) => cases))}\n`));
    return 0;
  }
  const server = args.baseUrl === undefined ? await startOwn(plan) : undefined;
  try {
    const baseUrl = args.baseUrl ?? server?.baseUrl ?? '';
    return await report(plan, args, await runAll(plan, args, { baseUrl, signal }));
  } finally {
    await server?.close();
  }
}

function startOwn({ config }: Plan) {
  if (config.server) return startServer(config.server, config.folder);
  throw new CannotRun('no --base-url, and no contract-kit.yaml that says how to start the server');
}

interface Running {
  baseUrl: string;
  signal: AbortSignal;
}

async function runAll(plan: Plan, args: Arguments, running: Running): Promise<Report[]> {
  const total = plan.contracts.reduce((sum, { cases }) => sum + cases.length, plan.stories.length);
  const progress = createProgress(process.stderr, { total });
  const states = args.baseUrl === undefined ? createStates(plan.config, plan.all, args.timeout) : {};
  const recorded = (await Promise.all(args.recorded.map(readHar))).flat();
  const end = performance.now() + args.time;
  const reports: Report[] = [];
  try {
    for (const contract of plan.contracts)
      reports.push(await runContract(contract, { plan, args, running, states, recorded, end, onResult: (result) => progress.add(result) }));
  } finally {
    progress.end();
  }
  return reports;
}

interface ContractRun {
  plan: Plan;
  args: Arguments;
  running: Running;
  states: States;
  recorded: readonly Exchange[];
  /** On the clock of `performance`. */
  end: number;
  onResult(result: Result): void;
}

async function runContract(contract: Contract, context: ContractRun): Promise<Report> {
  const { plan, args, running } = context;
  const { spec, oracle, gaps } = contract;
  const startedAt = Date.now();
  const begin = performance.now();
  const results = await runCases(contract, context);
  const stories = await tellStories(contract, context);
  const told = stories.flatMap(({ exchanges }) => exchanges);
  const recorded = [...context.recorded, ...told];
  const { baseUrl } = running;
  const isOutside = args.baseUrl !== undefined;
  const covered = coverage(spec, results, { recorded, gaps, waivers: plan.waivers, baseUrl, oracle, isOutside, today: new Date() });
  const duration = performance.now() - begin;
  const { seed, command } = plan;
  return { spec, baseUrl, seed, startedAt, duration, results: [...results, ...stories], gaps, coverage: covered, kit: kitVersion, command };
}

async function runCases(contract: Contract, { plan, args, running, states, end, onResult }: ContractRun): Promise<readonly Result[]> {
  const { spec, oracle, cases } = contract;
  const { timeout, wait, concurrency, examples } = args;
  const { headers } = plan.config;
  const siblings = contract.options.others;
  const options = { ...running, spec, siblings, oracle, timeout, wait, concurrency, examples, states, headers };
  const tests = args.prefer ? cases.map(withPreference) : cases;
  const { results, hint } = await run(tests, { ...options, onResult, time: Math.max(0, end - performance.now()) });
  if (hint !== undefined) process.stderr.write(`${hint}\n`);
  const smallest = await findSmallest(contract, results, options);
  return [...results, ...smallest];
}

async function tellStories(contract: Contract, { plan, args, running, onResult }: ContractRun): Promise<Result[]> {
  const results: Result[] = [];
  for (const story of plan.stories.filter((candidate) => candidate.contract === contract)) {
    const result = await story.tell({ ...running, ...args, baseUrl: running.baseUrl, headers: plan.config.headers });
    results.push(result);
    onResult(result);
  }
  return results;
}

async function report(plan: Plan, args: Arguments, reports: readonly Report[]): Promise<number> {
  const masks = plan.contracts.map(({ spec }, index) => maskOf(reports[index]?.results ?? [], spec, plan.secrets));
  const mask = (text: string) => masks.reduce((masked, hide) => hide(masked), text);
  const isTerminal = process.stdout.isTTY;
  for (const one of reports)
    process.stdout.write(toText(one, { mask, color: isTerminal, ...(isTerminal && { width: process.stdout.columns }) }));
  for (const [index, contract] of plan.contracts.entries())
    for (const hint of hintsOf(contract, reports[index]?.results ?? [], plan.fixtures)) process.stderr.write(`${mask(hint)}\n`);
  const merged = merge(reports);
  if (!merged) return 2;
  if (reports.length > 1) process.stdout.write(toTotal(merged, `${reports.length} APIs`, { mask, color: isTerminal }));
  if (args.annotations) process.stdout.write(toAnnotations(merged, mask));
  await writeReports(merged, mask, args.reports);
  return exitCode(merged, args);
}

/** What is inconclusive is not passed, unless only a state that nobody can bring about was wanted: that is for the coverage to judge. */
function exitCode({ results, coverage: covered }: Report, { cases, coverage: threshold }: Arguments): number {
  if (results.some(({ verdict }) => verdict === 'failed')) return 1;
  if (results.some((result) => result.verdict === 'inconclusive' && !endedByState(result))) return 2;
  const isWhole = cases.length === 0;
  return isWhole && missing(covered).length > 0 && percent(covered) < threshold ? 1 : 0;
}
