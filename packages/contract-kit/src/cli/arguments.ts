import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { CannotRun } from '../run/cannot-run.ts';
import { readOptions } from './options.ts';

/** What the command line says. Times in milliseconds. */
export interface Arguments {
  baseUrl: string | undefined;
  /** In place of the path that the contract's server has. */
  serverPath: string | undefined;
  apis: readonly string[];
  specs: readonly string[];
  config: string | undefined;
  fixtures: string | undefined;
  waivers: string | undefined;
  seed: number | undefined;
  /** Only cases whose id is one of these; `*` stands for anything. */
  cases: readonly string[];
  /** Random cases per operation. */
  maxCases: number;
  /** For the whole run, random cases included. */
  time: number;
  timeout: number;
  wait: number;
  concurrency: number;
  /** Percent of the contract that must be covered. */
  coverage: number;
  examples: 'exact' | 'shape';
  prefer: boolean;
  list: boolean;
  annotations: boolean;
  /** Recorded traffic that counts for the coverage. */
  recorded: readonly string[];
  reports: Readonly<Partial<Record<ReportFormat, string>>>;
}

export const reportFormats = ['junit', 'html', 'json', 'markdown', 'har'] as const;
export type ReportFormat = (typeof reportFormats)[number];

const names = {
  text: [
    'base-url',
    'server-path',
    'config',
    'fixtures',
    'waivers',
    'seed',
    'max-cases',
    'time',
    'timeout',
    'wait',
    'concurrency',
    'coverage',
    'examples',
    ...reportFormats,
  ],
  list: ['api', 'spec', 'case', 'recorded'],
  flag: ['prefer', 'list', 'annotations', 'help'],
};

const options: ParseArgsOptionsConfig = Object.fromEntries([
  ...names.text.map((name) => [name, { type: 'string' }]),
  ...names.list.map((name) => [name, { type: 'string', multiple: true }]),
  ...names.flag.map((name) => [name, { type: 'boolean' }]),
]);

export const usage = `Holds a server to every sentence of its OpenAPI files.

  contract-kit [--base-url URL] [--api NAME | --spec FILE] [options]
  contract-kit mutate           seeds faults and tells which ones the tests notice
  contract-kit diff [--base REV]  breaking changes, each with a witness
  contract-kit release          next version and changelog of each API that has changed
  contract-kit drift HAR...     tells whether recorded traffic fits the contracts

  --base-url URL     the server; without it the one that contract-kit.yaml tells how to start. An address with a path
                     replaces the server path of the contract
  --server-path PATH where the paths of the contract begin; "" if its server path is not to be used, as in a mock
  --api NAME         only this API of contract-kit.yaml (may be repeated)
  --spec FILE        an OpenAPI 3.0 or 3.1 file, instead of those in contract-kit.yaml (may be repeated)
  --config FILE      contract-kit.yaml elsewhere
  --fixtures FILE    credentials and values for reaching the 2xx answers
  --waivers FILE     what need not be covered, with reason and date
  --case ID          only these cases; * stands for anything (may be repeated)
  --list             prints the cases as JSON and sends nothing
  --seed N           of the random cases; the same seed gives the same cases
  --max-cases N      random cases per operation (20)
  --time SECONDS     for the whole run (600); what is not done by then is inconclusive
  --timeout SECONDS  for each request (10)
  --wait SECONDS     that may be spent on Retry-After in all (30)
  --concurrency N    requests at once (4)
  --coverage PERCENT of the contract that must be exercised or waived (100)
  --examples shape   examples are samples: compare shapes, not values
  --prefer           sends "Prefer: code=…, example=…" with each named example, for mocks such as Prism
  --recorded FILE    recorded traffic (HAR) that counts for the coverage (may be repeated)
  --junit, --html, --json, --markdown, --har FILE   reports
  --annotations      failures as annotations of GitHub

Ends with 0: passed, 1: failed or not covered, 2: could not run, or not to the end.
`;

/** Reads the arguments after the command's name. Undefined when help is asked for. Throws `CannotRun` for a wrong one. */
export function readArguments(args: readonly string[]): Arguments | undefined {
  const { values } = readOptions(args, '--help', (given) => parseArgs({ args: given, options, strict: true }));
  const text = (name: string) => values[name] as string | undefined;
  const list = (name: string) => (values[name] as string[] | undefined) ?? [];
  const number = (name: string, standard: string, range: Range) => readNumber(name, text(name) ?? standard, range);
  if (values['help'] === true) return undefined;
  return {
    ...readServer(text('base-url'), text('server-path')),
    apis: list('api'),
    specs: list('spec'),
    config: text('config'),
    fixtures: text('fixtures'),
    waivers: text('waivers'),
    seed: text('seed') === undefined ? undefined : number('seed', '', { most: 2 ** 31 - 1, isWhole: true }),
    cases: list('case'),
    maxCases: number('max-cases', '20', { most: 1_000_000, isWhole: true }),
    time: number('time', '600', { most: 86_400 }) * 1_000,
    timeout: number('timeout', '10', { least: 0.001, most: 3_600 }) * 1_000,
    wait: number('wait', '30', { most: 86_400 }) * 1_000,
    concurrency: number('concurrency', '4', { least: 1, most: 64, isWhole: true }),
    coverage: number('coverage', '100', { most: 100 }),
    examples: readExamples(text('examples') ?? 'exact'),
    prefer: values['prefer'] === true,
    list: values['list'] === true,
    annotations: values['annotations'] === true,
    recorded: list('recorded'),
    reports: Object.fromEntries(reportFormats.flatMap((format) => (values[format] === undefined ? [] : [[format, text(format)]]))),
  };
}

/** An address with a path stands for the server and its path. */
function readServer(address: string | undefined, serverPath: string | undefined): Pick<Arguments, 'baseUrl' | 'serverPath'> {
  const baseUrl = address === undefined ? undefined : toBaseUrl(address);
  const hasPath = baseUrl !== undefined && new URL(baseUrl).pathname !== '/';
  return { baseUrl, serverPath: serverPath ?? (hasPath ? '' : undefined) };
}

function readExamples(value: string): 'exact' | 'shape' {
  if (value === 'exact' || value === 'shape') return value;
  throw new CannotRun('--examples is exact or shape');
}

interface Range {
  least?: number;
  most: number;
  isWhole?: boolean;
}

function readNumber(name: string, value: string, { least = 0, most, isWhole = false }: Range): number {
  const number = Number(value);
  if ((isWhole ? /^\d+$/ : /^\d+(\.\d+)?$/).test(value) && number >= least && number <= most) return number;
  throw new CannotRun(`--${name} must be a ${isWhole ? 'whole ' : ''}number from ${least} to ${most}`);
}

/** An http or https address without a `/` at its end. Throws `CannotRun` for anything else. */
export function toBaseUrl(value: string): string {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) throw new CannotRun(`--base-url must be an http or https address: ${value}`);
  return url.href.replace(/\/+$/, '');
}
