/** How much is done to find a witness. */
export interface Limits {
  /**
   * How many values are judged for one difference: so many for the sentences that changed, and as many again for all others. A count and no time, so
   * that a slow machine comes to the same verdict as a fast one.
   */
  steps: number;
  /** Milliseconds in which the witnesses of one comparison are made smaller. The verdict does not depend on it. */
  patience: number;
  /** Milliseconds since whenever. */
  now: () => number;
}

export const defaultLimits: Limits = { steps: 1500, patience: 40, now: () => performance.now() };

/** Lets work be done until the time is up. What is left is for the next. */
export type Patience = <Result>(work: (isLate: () => boolean) => Result) => Result;

export function createPatience({ patience, now }: Limits): Patience {
  let left = patience;
  return (work) => {
    const start = now();
    const result = work(() => now() - start > left);
    left -= now() - start;
    return result;
  };
}
