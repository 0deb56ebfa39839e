import { createHash } from 'node:crypto';
import type { AnyMutant } from './mutant.ts';

/** So many of them, at least one of each kind while there is room; the same seed takes the same ones. In their order. */
export function sample(mutants: readonly AnyMutant[], size: number, seed: number): AnyMutant[] {
  const lot = ({ id }: AnyMutant) => createHash('sha256').update(`${seed} ${id}`).digest('hex');
  const drawn = mutants.map((mutant) => ({ mutant, lot: lot(mutant) })).toSorted((one, other) => (one.lot < other.lot ? -1 : 1));
  const kinds = [...Map.groupBy(drawn, ({ mutant }) => mutant.kind).values()];
  const first = kinds.flatMap((group) => group.slice(0, 1));
  const taken = new Set([...first, ...drawn].slice(0, size + first.length).map(({ mutant }) => mutant));
  return mutants.filter((mutant) => new Set([...taken].slice(0, size)).has(mutant));
}
