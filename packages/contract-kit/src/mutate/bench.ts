import type { Case } from '../case.ts';
import type { Result } from '../result.ts';
import { CannotRun } from '../run/cannot-run.ts';
import { run } from '../run/run.ts';
import type { States } from '../run/states.ts';
import type { Contract } from '../suite/contracts.ts';
import type { Story } from '../suite/stories.ts';
import { createOwner, recordsOf, type Owner, type Recorded } from './record.ts';

export type CommonHeaders = Readonly<Record<string, string | null>> | undefined;

/** The right server, and what it answered to every case: what the mutants are measured against. */
export interface Bench {
  baseUrl: string;
  contracts: readonly Contract[];
  /** Names of those that are to be broken. */
  apis: readonly string[];
  stories: readonly Story[];
  /** Cases and stories that passed. */
  results: ReadonlyMap<Case, Result>;
  records: ReadonlyMap<Case, readonly Recorded[]>;
  owner: Owner;
  /** Those of every answer (`contract-kit.yaml`). */
  headers: CommonHeaders;
  timeout: number;
  signal: AbortSignal;
}

export interface BenchOptions {
  baseUrl: string;
  /** Names of the contracts that are to be broken. */
  apis: readonly string[];
  states: States;
  headers: CommonHeaders;
  /** Milliseconds for one request. */
  timeout: number;
  signal: AbortSignal;
}

/** What answers are judged by, as a test run does. */
export function judging({ spec, oracle, options }: Contract, headers: CommonHeaders) {
  return { spec, oracle, siblings: options.others, headers };
}

/** Runs everything against the right server. Throws `CannotRun` if it is not right. */
export async function createBench(contracts: readonly Contract[], stories: readonly Story[], options: BenchOptions): Promise<Bench> {
  const results = new Map<Case, Result>();
  const runOf = ({ spec, oracle, cases }: Contract) => run(cases, { spec, oracle, ...options, wait: 0 });
  const wanted = contracts.filter(({ spec }) => options.apis.includes(spec.name));
  for (const summary of await Promise.all(wanted.map(runOf))) for (const result of summary.results) results.set(result.case, result);
  for (const story of stories) results.set(story.test, await story.tell({ ...options, wait: 1_000, examples: 'exact' }));
  const failed = [...results.values()].filter(({ verdict }) => verdict === 'failed');
  const [first] = failed;
  if (first)
    throw new CannotRun(
      `${failed.length} of ${results.size} cases fail on the right server, e.g. ${first.case.id}: ${first.faults[0]?.message}`,
    );
  if (options.signal.aborted) throw new CannotRun('interrupted');
  const passed = [...results].filter(([, { verdict }]) => verdict === 'passed');
  return {
    ...options,
    contracts,
    stories,
    results: new Map(passed),
    records: new Map(passed.map(([test, result]) => [test, recordsOf(result)])),
    owner: createOwner(contracts),
  };
}
