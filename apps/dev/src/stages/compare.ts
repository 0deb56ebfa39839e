import { execFile } from 'node:child_process';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { SpecError, type Comparer } from '@countersign/contract-kit';
import { createReader, type Reader } from '@countersign/lint/reader';
import type { Comparison, Verdict } from '../cycle.ts';
import { pinpoint, positionOf } from './pinpoint.ts';
import { findingsOf, type Placing } from './verdict.ts';

type ApiDiff = Awaited<ReturnType<Comparer['compare']>>;

export interface ComparisonOptions {
  /** The project's folder, absolute. */
  root: string;
  /** Where the contracts are, as a glob relative to `root`. */
  contracts: string;
  comparer: Pick<Comparer, 'compare'>;
}

const run = promisify(execFile);

/** What the working tree's contracts break, compared with the base, and which version would allow it. */
export function createComparison({ root, contracts, comparer }: ComparisonOptions): () => Promise<Comparison> {
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
      findings: diffs.flatMap((found) => findingsOf(found, createPlacing(reader, root, found.api))),
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
function createPlacing(reader: Reader, root: string, api: string): Placing {
  const contract = join(root, 'specs', api, 'openapi.yaml');
  return {
    place(change) {
      const at = pinpoint(reader, root, contract, change);
      return at ? { ...change, at: { ...at, pointer: '' } } : change;
    },
    version: () => positionOf(reader, contract, '#/info/version', false) ?? { file: contract, line: 1, column: 1 },
  };
}
