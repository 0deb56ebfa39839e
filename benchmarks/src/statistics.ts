/** The middle value; of an even number of values the lower one of the two. NaN when there is none. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? Number.NaN;
}

/** The smallest value that this share of all values does not exceed: 0.95 for the 95th percentile. NaN when there is none. */
export function quantile(values: readonly number[], rank: number): number {
  return values.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(values.length * rank) - 1)] ?? Number.NaN;
}

/**
 * How well a threshold on this one value tells the two groups apart: the probability that a value of `b` is greater than one of `a`, ties counting
 * half. 0.5 is not at all, 0 and 1 are always. Mann and Whitney's U, divided by the number of pairs; n log n by ranks.
 */
export function auc(a: readonly number[], b: readonly number[]): number {
  const all = [...a.map((value) => ({ value, own: 0 })), ...b.map((value) => ({ value, own: 1 }))].toSorted((x, y) => x.value - y.value);
  let rankSum = 0;
  for (let start = 0; start < all.length;) {
    let end = start;
    let own = 0;
    for (; all[end]?.value === all[start]?.value && end < all.length; end++) own += all[end]?.own ?? 0;
    // Equal values share the mean of their ranks, which begin at 1.
    rankSum += (own * (start + 1 + end)) / 2;
    start = end;
  }
  return (rankSum - (b.length * (b.length + 1)) / 2) / (a.length * b.length);
}

/** In place of chance, so that a run can be repeated: numbers from 0 to 1 by a linear congruential generator. */
export function createSequence(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A new array in an order decided by the sequence. */
export function shuffle<T>(values: readonly T[], next: () => number): T[] {
  return values
    .map((value) => ({ value, key: next() }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ value }) => value);
}
