import type { Bench } from './bench.ts';
import { readFiles } from './contract/files.ts';
import { tryContract } from './contract/trial.ts';
import { matchesGlob, type Listed } from './listed.ts';
import { isTraffic, type AnyMutant } from './mutant.ts';
import type { Outcome } from './outcome.ts';
import { tryTraffic } from './trial.ts';

export interface MutateOptions {
  listed: readonly Listed[];
  /** Mutants at once. */
  concurrency: number;
  onOutcome?(outcome: Outcome): void;
}

/** Tries each mutant. Outcomes in the order of the mutants; those that nothing has judged are missing after an interruption. */
export async function tryAll(
  mutants: readonly AnyMutant[],
  bench: Bench,
  { listed, concurrency, onOutcome }: MutateOptions,
): Promise<Outcome[]> {
  const files = new Map<string, ReadonlyMap<string, unknown>>();
  for (const { spec } of bench.contracts) files.set(spec.name, await readFiles(spec.file));
  const outcomes = new Map<AnyMutant, Outcome>();
  const tryOne = async (mutant: AnyMutant): Promise<Outcome> => {
    const outcome = isTraffic(mutant)
      ? await tryTraffic(mutant, bench)
      : await tryContract(mutant, files.get(mutant.api) ?? new Map(), bench);
    const word = listed.find((entry) => matchesGlob(entry.mutant, mutant.id));
    return word && outcome.state !== 'killed' ? { ...outcome, equivalent: word.reason } : outcome;
  };
  const left = mutants.values();
  const work = async () => {
    for (const mutant of left) {
      if (bench.signal.aborted) return;
      const outcome = await tryOne(mutant);
      outcomes.set(mutant, outcome);
      onOutcome?.(outcome);
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, concurrency) }, work));
  return mutants.flatMap((mutant) => outcomes.get(mutant) ?? []);
}
