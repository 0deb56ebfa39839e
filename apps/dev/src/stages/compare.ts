import { execFile } from 'node:child_process';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createComparer, SpecError, type Comparer } from '@countersign/contract-kit';
import { createReader, type Reader } from '@countersign/lint/reader';
import type { Comparison, Verdict } from '../cycle.ts';
import type { Finding } from '../finding.ts';
import { pinpoint } from './pinpoint.ts';

type ApiDiff = Awaited<ReturnType<Comparer['compare']>>;
type Change = ApiDiff['changes'][number];

export interface ComparisonOptions {
  /** The project's folder, absolute. */
  root: string;
  /** A git revision; by default `main`, or on `main` itself the last release. */
  base: string | undefined;
}

const contracts = 'specs/*/openapi.yaml';
const run = promisify(execFile);

/** What the working tree's contracts break, compared with the base, and which version would allow it. */
export function createComparison({ root, base }: ComparisonOptions): () => Promise<Comparison> {
  const comparer = createComparer({ root, base });
  const reader = createReader();
  const bases = new Map<string, Promise<string[]>>();
  const compareOne = async (file: string): Promise<ApiDiff | string> => {
    try {
      return await comparer.compare(file);
    } catch (error) {
      // Where a contract cannot be read, lint says so.
      return error instanceof SpecError ? '' : oneLine(error);
    }
  };
  return async () => {
    const files = globSync(contracts, { cwd: root }).toSorted();
    const results = await Promise.all(files.map(compareOne));
    const name = results.flatMap((result) => (typeof result === 'string' ? [] : [result.base])).find((each) => each !== undefined);
    const before = name === undefined ? [] : await (bases.get(name) ?? remember(bases, name, listFiles(root, name)));
    const gone = await Promise.all(before.filter((file) => !files.includes(file)).map(compareOne));
    const all = [...results, ...gone];
    const diffs = all.filter((result) => typeof result !== 'string');
    const remarks = [...new Set(all.filter((result) => typeof result === 'string' && result !== ''))] as string[];
    return {
      verdicts: diffs.map(toVerdict),
      findings: diffs.flatMap((found) => findingsOf(found, place(reader, root, found.api))),
      remarks,
    };
  };
}

function remember<T>(map: Map<string, T>, key: string, value: T): T {
  map.set(key, value);
  return value;
}

/** The contracts that the base has. */
async function listFiles(root: string, revision: string): Promise<string[]> {
  const { stdout } = await run('git', ['-C', root, 'ls-tree', '-r', '--name-only', '-z', revision, '--', 'specs']);
  return stdout.split('\0').filter((path) => /^specs\/[^/]+\/openapi\.yaml$/.test(path));
}

function oneLine(error: unknown): string {
  return `breaking changes are not looked for: ${(error instanceof Error ? error.message : String(error)).split('\n')[0] ?? ''}`;
}

function toVerdict({ api, base, from, to, level, next, sufficient }: ApiDiff): Verdict {
  return { api, base, from, to, level, next, sufficient };
}

/** Each change at the place where a designer mends it, and where it was. */
function place(reader: Reader, root: string, api: string): (change: Change) => Change {
  return (change) => {
    const at = pinpoint(reader, root, join(root, 'specs', api, 'openapi.yaml'), change);
    return at ? { ...change, at: { ...at, pointer: '' } } : change;
  };
}

/** What breaks a consumer blocks until the version says so; then it is only told. */
function findingsOf(found: ApiDiff, placed: (change: Change) => Change): Finding[] {
  const changes = found.changes.map(placed);
  const breaking = changes.filter(({ level, equivalent }) => level === 'major' && !equivalent);
  const isAllowed = found.sufficient;
  const findings = breaking.map((change) => toFinding(change, isAllowed ? [] : [allowance(found)], isAllowed ? 'warning' : 'error'));
  if (isAllowed || breaking.length > 0) return findings;
  const [first] = changes;
  const { api, level, to, next } = found;
  const message = `${api} changed (${level}), and info.version is still ${to}`;
  return first ? [{ ...toFinding(first, [first.message], 'warning'), rule: 'version', message: `${message}: it becomes ${next}` }] : [];
}

function allowance({ to, next }: ApiDiff): string {
  if (to === '') return 'no version can allow this: other consumers may still use it';
  return next === '' ? `info.version ${to} is no semantic version` : `allowed by info.version ${next}; it is ${to}`;
}

function toFinding({ at, rule, message, witness }: Change, details: readonly string[], severity: Finding['severity']): Finding {
  const { file, line, column: col } = at ?? { file: '', line: 1, column: 1 };
  const shown = witness ? [`${witness.operation}, ${witness.says}`] : [];
  return { source: 'breaking', severity, file, line, col, rule, message, details: [...shown, ...details] };
}
