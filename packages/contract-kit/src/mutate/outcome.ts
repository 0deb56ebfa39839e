import type { Result } from '../result.ts';
import type { AnyMutant } from './mutant.ts';

/** What became of a mutant. */
export interface Outcome {
  mutant: AnyMutant;
  /** `not applied`: no request of the kit would have shown it. */
  state: 'killed' | 'survived' | 'not applied';
  /** The case that noticed, and what it said. */
  by?: { case: string; message: string };
  /** How many cases were run. */
  tries: number;
  /** Somebody's word that nobody can notice it. */
  equivalent?: string;
}

export function killOf({ case: { id }, faults, reason }: Result): { case: string; message: string } {
  return { case: id, message: faults[0]?.message ?? reason ?? 'failed' };
}
