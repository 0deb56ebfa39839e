import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Case } from './case.ts';
import { secretsOf, secretsOfAnswer } from './check/secrets.ts';
import { vocabularyOf } from './check/vocabulary.ts';
import { coverage } from './coverage/coverage.ts';
import { missing } from './coverage/item.ts';
import { readWaivers } from './coverage/waivers.ts';
import { toCurl } from './curl.ts';
import { isAnswer } from './exchange.ts';
import type { Fixtures } from './fixtures.ts';
import { createMask } from './mask.ts';
import type { Result } from './result.ts';
import { run } from './run/run.ts';
import type { States } from './run/states.ts';
import { toText } from './spec/location.ts';
import { readContracts, type Contract } from './suite/contracts.ts';
import { readStories, type Story } from './suite/stories.ts';

/** A server that is being tested. */
export interface SuiteTarget {
  baseUrl: string;
  /** How it gets into the states that examples ask for with `x-given`, each on a server of its own. */
  states?: States;
  /** After the last test. */
  close?(): Promise<unknown>;
}

export interface SuiteOptions {
  /** OpenAPI files whose examples may come before those of the one that is tested. */
  siblings?: readonly string[];
  /** Arazzo files; those stories are told that begin with an operation of this contract. */
  flows?: readonly string[];
  fixtures?: Fixtures;
  /** What need not be covered. */
  waivers?: string;
  /** Of the random cases; 1 if absent, so that a test that fails fails again. */
  seed?: number;
  /** Random cases per operation; 10 if absent. */
  exploration?: number;
  examples?: 'exact' | 'shape';
  /** Of every answer, besides the documented ones, with their value or null for any; if given, no others may come. */
  headers?: Readonly<Record<string, string | null>>;
  /** States that nobody can bring about: their cases are left out. */
  unreachable?: readonly string[];
}

/**
 * One Vitest test per case of an OpenAPI file and per story, and one that all of the contract was covered. To be awaited while tests are collected:
 * at the top of a test file, or in a `describe` that is an async function. `start` is called before the first of these tests.
 */
export async function contractSuite(file: string, start: () => Promise<SuiteTarget>, options: SuiteOptions = {}): Promise<void> {
  const { siblings = [], flows = [], fixtures, seed = 1, exploration = 10, unreachable = [] } = options;
  const paths = (files: readonly string[]) => files.map((path) => resolve(path));
  const files = [...new Set([file, ...siblings].map((path) => resolve(path)))];
  const contracts = await readContracts(files, { fixtures, seed, exploration });
  const [contract] = contracts;
  if (!contract) return;
  const stories = (await readStories(paths(flows), contracts)).filter((story) => story.contract === contract);
  const cases = contract.cases.filter(({ given }) => given === undefined || !unreachable.includes(given));
  describe(`${contract.spec.name}`, () => {
    declare(contract, { cases, stories, start, options });
  });
}

interface Suite {
  cases: readonly Case[];
  stories: readonly Story[];
  start(): Promise<SuiteTarget>;
  options: SuiteOptions;
}

function declare(contract: Contract, { cases, stories, start, options }: Suite): void {
  const results: Result[] = [];
  let target: SuiteTarget;
  beforeAll(async () => {
    target = await start();
  });
  afterAll(() => target.close?.());

  const runCase = createRunner(cases, async (tests) => (await run(tests, toRunOptions(contract, target, options))).results);
  const judge = (result: Result) => {
    results.push(result);
    expect(toLines(result, contract)).toStrictEqual([]);
  };
  for (const one of cases) test(`${one.id}`, async () => judge(await runCase(one)));
  for (const {
    test: { id },
    tell,
  } of stories)
    test(`${id}`, async () => judge(await tell({ timeout: 10_000, wait: 30_000, examples: 'exact', ...options, ...target })));
  test('every sentence of the contract is exercised', async () => {
    expect(await findMissing(contract, results, options)).toStrictEqual([]);
  });
}

/** Runs one case after the other, but those of one state at once: they share a server. */
function createRunner(
  cases: readonly Case[],
  runAll: (tests: readonly Case[]) => Promise<readonly Result[]>,
): (one: Case) => Promise<Result> {
  const states = new Map<string, Promise<readonly Result[]>>();
  const runState = (state: string) => {
    const running = states.get(state) ?? runAll(cases.filter(({ given }) => given === state));
    states.set(state, running);
    return running;
  };
  return async (one) => {
    const results = await (one.given === undefined ? runAll([one]) : runState(one.given));
    const result = results.find((candidate) => candidate.case === one);
    if (!result) throw new Error('the case was not run');
    return result;
  };
}

function toRunOptions({ spec, oracle }: Contract, { baseUrl, states = {} }: SuiteTarget, { examples = 'exact', headers }: SuiteOptions) {
  return { baseUrl, states, spec, oracle, examples, headers };
}

async function findMissing({ spec, oracle, gaps }: Contract, results: readonly Result[], { waivers }: SuiteOptions): Promise<string[]> {
  const judged = results.filter(({ case: { kind } }) => kind !== 'flow');
  const recorded = results.flatMap(({ case: { kind }, exchanges }) => (kind === 'flow' ? exchanges : []));
  const options = { gaps, oracle, recorded, waivers: waivers === undefined ? [] : await readWaivers(waivers), today: new Date() };
  return missing(coverage(spec, judged, options)).map(({ id, at }) => `${id} (${toText(at)})`);
}

/** What a failed test shows; nothing for one that passed. */
function toLines({ case: test_, verdict, faults, reason, exchanges }: Result, { spec }: Contract): string[] {
  if (verdict === 'passed') return [];
  const last = exchanges.at(-1);
  const secrets = exchanges.flatMap(({ request, answer }) => [
    ...secretsOf(request, test_.operation, spec),
    ...(isAnswer(answer) ? secretsOfAnswer(answer, test_.operation, spec) : []),
  ]);
  const mask = createMask(secrets, vocabularyOf(spec));
  return [
    ...faults.map(({ at, message, expected, actual }) => mask(`${toText(at)}: ${message}; expected ${expected}, got ${actual}`)),
    ...(reason === undefined ? [] : [mask(reason)]),
    ...(last ? [toCurl(last.request, mask)] : []),
  ];
}
