import type { Facts } from './facts.ts';

/** Numbers that keep all bounds, the plainest first. */
export function numbersFor(facts: Facts, isInteger: boolean): number[] {
  const step = stepOf(facts, isInteger);
  const { low, high } = boundsOf(facts, step);
  const middle = Number.isFinite(low) && Number.isFinite(high) ? (low + high) / 2 : low;
  // The far ones are for branches that only they tell apart.
  const wanted = [
    1,
    low,
    high,
    middle,
    0,
    low + (step ?? 1),
    high - (step ?? 1),
    -1,
    low + 1000,
    high - 1000,
    ...(step === undefined ? [0.5, low + 0.5] : []),
  ].filter((value) => Number.isFinite(value));
  const snapped = wanted.flatMap((value) => (step === undefined ? [value] : [snap(value, step, Math.ceil), snap(value, step, Math.floor)]));
  return [...new Set(snapped)].filter((value) => value >= low && value <= high);
}

/** The least distance between two valid numbers; undefined where there is none. */
export function stepOf({ multiples }: Facts, isInteger: boolean): number | undefined {
  const steps = isInteger ? [1, ...multiples] : [...multiples];
  if (steps.length === 0) return undefined;
  const scale = 10 ** Math.max(...steps.map((step) => String(step).split('.')[1]?.length ?? 0));
  return Number.isFinite(scale) ? steps.map((step) => Math.round(step * scale)).reduce(leastCommonMultiple) / scale : Math.max(...steps);
}

/** The nearest multiple of `step`. */
export function snap(value: number, step: number, round: (value: number) => number): number {
  const turns = value / step;
  const nearest = Math.round(turns);
  return clean((Math.abs(turns - nearest) < 1e-9 ? nearest : round(turns)) * step);
}

/** Without the dust of binary fractions: 0.30000000000000004 → 0.3. */
export function clean(value: number): number {
  return Number.isInteger(value) ? value + 0 : Number(value.toPrecision(12));
}

function boundsOf(facts: Facts, step = 0.5): { low: number; high: number } {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = facts;
  const gap = Math.min(
    step,
    (exclusiveMaximum - exclusiveMinimum) / 4 || step,
    (maximum - exclusiveMinimum) / 2 || step,
    (exclusiveMaximum - minimum) / 2 || step,
  );
  const above = facts.multiples.length > 0 ? step / 1e6 : gap;
  return { low: Math.max(minimum, exclusiveMinimum + above), high: Math.min(maximum, exclusiveMaximum - above) };
}

function leastCommonMultiple(one: number, other: number): number {
  let [a, b] = [one, other];
  while (b > 0) [a, b] = [b, a % b];
  return (one / a) * other;
}
