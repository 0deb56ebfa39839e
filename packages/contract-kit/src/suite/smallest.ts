import type { Case } from '../case.ts';
import { shrink } from '../cases/explore.ts';
import type { Result } from '../result.ts';
import { run, type RunOptions } from '../run/run.ts';
import type { Contract } from './contracts.ts';

/** Milliseconds that the search for one smallest value may take. */
const patience = 5_000;

/** For each operation and side of which random cases failed, the smallest random value that fails: what a person wants to look at. */
export async function findSmallest(contract: Contract, results: readonly Result[], options: RunOptions): Promise<Result[]> {
  const failed = results.filter(({ verdict, case: test }) => verdict === 'failed' && isRandom(test));
  const groups = Map.groupBy(failed, ({ case: { operation, side } }) => `${operation.id} ${side}`);
  const found: Result[] = [];
  for (const [first] of groups.values()) {
    if (!first || options.signal?.aborted) continue;
    const judged = new Map<string, Result>();
    const fails = async (test: Case) => {
      const [result] = (await run([test], options)).results;
      if (result) judged.set(JSON.stringify(test.request), result);
      return result?.verdict === 'failed';
    };
    const smallest = await shrink({ spec: contract.spec, ...first.case }, contract.options, { fails, time: patience });
    const result = smallest && judged.get(JSON.stringify(smallest.request));
    if (result) found.push(result);
  }
  return found;
}

/** Made by `toRandomCases`, whose ids hold the seed. */
function isRandom({ kind, id }: Case): boolean {
  return kind === 'schema' && /seed-\d+-\d+(\/\d+)?$/.test(id);
}
