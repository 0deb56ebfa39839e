import { isDeepStrictEqual } from 'node:util';
import type { Case } from '../../case.ts';
import { cases } from '../../cases/cases.ts';
import { createOracle } from '../../oracle.ts';
import { SpecError } from '../../spec/location.ts';
import type { Contract } from '../../suite/contracts.ts';
import type { Bench } from '../bench.ts';
import type { ContractMutant } from '../mutant.ts';
import { killOf, type Outcome } from '../outcome.ts';
import { openStage } from '../stage.ts';
import { runOne } from '../trial.ts';
import { applyEdit } from './edit.ts';
import { loadFrom } from './files.ts';

/** Runs the cases of a changed contract against the right server, those that changed with it first, until one complains. */
export async function tryContract(mutant: ContractMutant, files: ReadonlyMap<string, unknown>, bench: Bench): Promise<Outcome> {
  const original = bench.contracts.find(({ spec }) => spec.name === mutant.api);
  if (!original) return { mutant, state: 'not applied', tries: 0 };
  let changed: Contract;
  try {
    changed = await loadChanged(mutant, files, original);
  } catch (error) {
    if (!(error instanceof SpecError)) throw error;
    return { mutant, state: 'killed', by: { case: 'reading the contract', message: error.message }, tries: 0 };
  }
  const { owner, baseUrl, timeout } = bench;
  const stage = await openStage({ baseUrl, owner, timeout, operation: undefined, meddler: {} });
  let tries = 0;
  try {
    for (const { test, twin } of candidatesOf(changed, original, bench)) {
      if (bench.signal.aborted) break;
      tries++;
      const result = await runOne(test, changed, bench, stage, (twin && bench.records.get(twin)) ?? []);
      if (result.verdict === 'failed') return { mutant, state: 'killed', by: killOf(result), tries };
    }
    return { mutant, state: tries > 0 ? 'survived' : 'not applied', tries };
  } finally {
    await stage.close();
  }
}

async function loadChanged(
  { edit, operations }: ContractMutant,
  files: ReadonlyMap<string, unknown>,
  original: Contract,
): Promise<Contract> {
  const spec = await loadFrom(applyEdit(files, edit), original.spec.file);
  const oracle = createOracle(spec.schemas);
  const options = { ...original.options, oracle, operations: operations.map(({ id }) => id) };
  return { spec, oracle, ...cases(spec, options), options };
}

interface Candidate {
  test: Case;
  /** The same request in the right contract, whose answers are known. */
  twin: Case | undefined;
}

/** New ones first, then those that expect something else, then those that may see the answer with other eyes. */
function candidatesOf(changed: Contract, original: Contract, { results }: Bench): Candidate[] {
  const byId = new Map(original.cases.map((test) => [test.id, test]));
  const all = changed.cases
    .map((test) => {
      const known = byId.get(test.id);
      const isSame = known !== undefined && isDeepStrictEqual(toRequests(known), toRequests(test));
      return { test, twin: isSame ? known : undefined, isSame, expectsSame: isSame && isDeepStrictEqual(known.expect, test.expect) };
    })
    // What did not pass before says nothing now.
    .filter(({ test, twin }) => (twin ? results.has(twin) : test.given === undefined));
  return all.toSorted(
    (one, other) =>
      Number(one.isSame) - Number(other.isSame) || Number(one.expectsSame) - Number(other.expectsSame) || rank(one.test) - rank(other.test),
  );
}

/** Of all statuses one first, so that a change of one answer is seen soon. */
function rank({ kind }: Case): number {
  return kind === 'example' ? 0 : 1;
}

function toRequests({ request, twin, given }: Case): object {
  return { request, twin, given };
}
