import type { Case } from '../case.ts';
import type { Result } from '../result.ts';
import { inconclusive } from '../run/judge.ts';
import { run } from '../run/run.ts';
import type { Contract } from '../suite/contracts.ts';
import type { Story } from '../suite/stories.ts';
import { judging, type Bench } from './bench.ts';
import type { TrafficMutant } from './mutant.ts';
import { killOf, type Outcome } from './outcome.ts';
import type { Recorded } from './record.ts';
import { openStage, type Stage } from './stage.ts';
import { isSameWire } from './wire.ts';

/** Runs the cases that a mutant could show itself in, the likeliest first, and then the stories, until one notices. */
export async function tryTraffic(mutant: TrafficMutant, bench: Bench): Promise<Outcome> {
  const { operation } = mutant;
  const contract = bench.contracts.find(({ spec }) => spec.operations.includes(operation));
  const stage = await openStage({ ...bench, operation, meddler: mutant.meddle() });
  let tries = 0;
  try {
    for (const candidate of contract ? candidatesOf(mutant, bench, contract) : []) {
      if (bench.signal.aborted) break;
      tries++;
      const result = await perform(candidate, mutant, bench, stage);
      if (result.verdict === 'failed') return { mutant, state: 'killed', by: killOf(result), tries };
    }
    return { mutant, state: stage.changes() > 0 ? 'survived' : 'not applied', tries };
  } finally {
    await stage.close();
  }
}

type Candidate = { test: Case; contract: Contract } | { story: Story };

function candidatesOf(mutant: TrafficMutant, bench: Bench, contract: Contract): Candidate[] {
  const own = contract.cases.filter((test) => test.operation === mutant.operation && isWorthwhile(mutant, test, bench));
  const stories = bench.stories.filter((story) => bench.results.has(story.test) && isWorthwhile(mutant, story.test, bench));
  return [...own.toSorted(byLikelihood).map((test) => ({ test, contract })), ...stories.map((story) => ({ story }))];
}

/** Whether the mutant would change anything of what was recorded. One that remembers has to be tried. */
function isWorthwhile(mutant: TrafficMutant, test: Case, bench: Bench): boolean {
  // A state is brought about once; only its recorded answers are left.
  if (mutant.needs === 'live' && test.given !== undefined) return false;
  const records = bench.records.get(test) ?? [];
  const meddler = mutant.meddle();
  return records.some(({ request, answer }) => {
    if (bench.owner(request, test) !== mutant.operation) return false;
    const other = meddler.answer?.(answer, request);
    return meddler.instead !== undefined || meddler.request?.(request) !== undefined || (other !== undefined && !isSameWire(other, answer));
  });
}

/** An example says the most about its answer. */
function byLikelihood(one: Case, other: Case): number {
  const rank = ({ kind, expect, twin }: Case) => (twin ? 2 : kind !== 'example' ? 1 : expect.body || expect.empty ? 0 : 1);
  return rank(one) - rank(other);
}

async function perform(candidate: Candidate, mutant: TrafficMutant, bench: Bench, stage: Stage): Promise<Result> {
  const { timeout, signal, headers } = bench;
  if ('story' in candidate) {
    stage.set(undefined, []);
    return candidate.story.tell({ baseUrl: stage.url, timeout, wait: 0, examples: 'exact', signal, headers });
  }
  const { test, contract } = candidate;
  return runOne(test, contract, bench, stage, mutant.needs === 'answer' ? (bench.records.get(test) ?? []) : []);
}

/** One case on a stage. A state that it asks for is in its records. */
export async function runOne(test: Case, contract: Contract, bench: Bench, stage: Stage, records: readonly Recorded[]): Promise<Result> {
  const { timeout, signal, headers } = bench;
  stage.set(test, records);
  const states = test.given === undefined ? {} : { [test.given]: async () => ({ baseUrl: stage.url, close: async () => {} }) };
  const options = { ...judging(contract, headers), timeout, wait: 0, concurrency: 1, signal };
  const { results } = await run([test], { ...options, baseUrl: stage.url, states });
  return results[0] ?? { case: test, ...inconclusive('not run'), exchanges: [] };
}
