import { randomInt } from 'node:crypto';
import { relative, resolve } from 'node:path';
import { readWaivers, type Waiver } from '../coverage/waivers.ts';
import type { Fixtures } from '../fixtures.ts';
import { readFixtures } from '../run/fixtures.ts';
import { assertKnown } from '../run/known.ts';
import { CannotRun } from '../run/cannot-run.ts';
import type { Spec } from '../spec/spec.ts';
import { readContracts, type Contract } from '../suite/contracts.ts';
import { readStories, type Story } from '../suite/stories.ts';
import type { Arguments } from './arguments.ts';
import { noConfig, readConfig, type KitConfig } from './config.ts';
import { quoteWord } from '../report/plain.ts';
import { environment } from './environment.ts';

/** What is to be run. */
export interface Plan {
  config: KitConfig;
  contracts: readonly Contract[];
  /** Those and the ones that are not tested now, with all their cases. */
  all: readonly Contract[];
  stories: readonly Story[];
  waivers: readonly Waiver[];
  seed: number;
  fixtures: Fixtures | undefined;
  /** From the fixtures. */
  secrets: readonly string[];
  /** This run again, but for `--case` and `--seed`. */
  command: string;
}

export async function readPlan(args: Arguments): Promise<Plan> {
  const config = await readOwnConfig(args);
  const files = args.specs.length > 0 ? args.specs.map((file) => resolve(file)) : config.specs;
  if (files.length === 0) throw new CannotRun('no contract: name one with --spec FILE, or list them in contract-kit.yaml');
  const fixturesFile = args.fixtures ?? config.fixtures;
  const fixtures = fixturesFile === undefined ? undefined : await readFixtures(fixturesFile, environment);
  const waiversFile = args.waivers ?? config.waivers;
  const seed = args.seed ?? randomInt(1, 2 ** 31);
  const { serverPath, maxCases: exploration } = args;
  const all = await readContracts(files, { siblings: config.specs, serverPath, fixtures, seed, exploration });
  if (fixturesFile !== undefined && fixtures) await assertKnown(fixturesFile, fixtures, specsOf(all));
  const contracts = pick(all, args).map((contract) => ({
    ...contract,
    cases: contract.cases.filter(({ id }) => isWanted(id, args.cases)),
  }));
  const told = args.specs.length > 0 && args.config === undefined ? [] : await readStories(config.flows, contracts);
  const stories = told.filter(({ test }) => isWanted(test.id, args.cases));
  assertFound(contracts, stories, args);
  return {
    config,
    contracts,
    all,
    stories,
    waivers: waiversFile === undefined ? [] : await readWaivers(waiversFile),
    seed,
    fixtures,
    secrets: Object.values(fixtures?.credentials ?? {}).flatMap(({ value = '' }) => (value.includes('{$') ? [] : [value])),
    command: toCommand(args),
  };
}

/** A file that happens to lie above says nothing of contracts that it does not list. */
async function readOwnConfig({ config: named, specs }: Arguments): Promise<KitConfig> {
  const config = await readConfig(named);
  const isOwn = named !== undefined || specs.every((file) => config.specs.includes(resolve(file)));
  return isOwn ? config : noConfig();
}

function specsOf(contracts: readonly Contract[]): Spec[] {
  return [...new Set(contracts.flatMap(({ spec, options: { others = [] } }) => [spec, ...others]))];
}

function pick(contracts: readonly Contract[], { apis }: Arguments): readonly Contract[] {
  const names = contracts.map(({ spec }) => spec.name);
  for (const api of apis) if (!names.includes(api)) throw new CannotRun(`no API is called ${api}; there are ${names.join(', ')}`);
  return apis.length === 0 ? contracts : contracts.filter(({ spec }) => apis.includes(spec.name));
}

/** `*` stands for anything, `/` included. */
function isWanted(id: string, patterns: readonly string[]): boolean {
  const toText = (pattern: string) =>
    withoutSmallest(pattern)
      .split('*')
      .map((part) => part.replaceAll(/[\\^$.|?+()[\]{}]/g, String.raw`\$&`));
  return patterns.length === 0 || patterns.some((pattern) => new RegExp(`^${toText(pattern).join('.*')}$`).test(id));
}

/** A name that is misspelt must not pass for a case that has. */
function assertFound(contracts: readonly Contract[], stories: readonly Story[], { cases: patterns }: Arguments): void {
  const ids = [...contracts.flatMap(({ cases }) => cases), ...stories.map(({ test }) => test)].map(({ id }) => id);
  for (const pattern of patterns)
    if (!ids.some((id) => isWanted(id, [pattern]))) throw new CannotRun(`no case is called ${pattern}; --list prints them`);
}

/** The smallest value that fails is found again by the random cases that led to it. */
function withoutSmallest(pattern: string): string {
  return pattern.replace(/\/schema\/.*\bseed-(\d+)-smallest$/, '/schema/*seed-$1-*');
}

function toCommand({ baseUrl, serverPath, apis, specs, fixtures, examples, prefer }: Arguments): string {
  const values = [
    ['base-url', baseUrl],
    ['server-path', serverPath],
    ...apis.map((api) => ['api', api]),
    ...specs.map((file) => ['spec', relative(process.cwd(), file)]),
    ['fixtures', fixtures],
    ['examples', examples === 'exact' ? undefined : examples],
  ];
  const words = values.flatMap(([name, value]) => (value === undefined ? [] : [`--${name}`, quoteWord(value)]));
  return ['contract-kit', ...words, ...(prefer ? ['--prefer'] : [])].join(' ');
}
