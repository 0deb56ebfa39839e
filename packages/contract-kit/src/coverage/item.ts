import type { Location } from '../spec/location.ts';
import type { Waiver } from './waivers.ts';

export const dimensions = ['responses', 'keywords', 'headers', 'examples', 'security'] as const;
export type Dimension = (typeof dimensions)[number];

/** One sentence of the contract, seen from one side. */
export interface Item {
  /** Stable and unique: `signIn/keywords/body.password/minLength/fail`. */
  id: string;
  at: Location;
  /** The operation's id. */
  operation: string;
  /** The row it stands in, for people: `body.password minLength`. */
  what: string;
  /** The column: a status, a side (`pass`, `fail`), `seen`, `sent`, `accepted`, `refused`. */
  aspect: string;
  /** Of the answer that it is about, if it is about one. */
  status?: string;
  covered: boolean;
  /** Why nothing can cover it. Counts neither as covered nor as missing. */
  excuse?: string;
  /** What is known of why it is not covered, though it is missing all the same. */
  note?: string;
  /** Who does without it, and until when. One that has expired does not help. */
  waiver?: Waiver;
  /** The state that nobody could bring about, though no other answer would show it. Counts as waived. */
  unreached?: string;
}

/** How much of a contract was exercised. */
export interface Coverage {
  dimensions: Readonly<Record<Dimension, readonly Item[]>>;
  /** Waivers that have expired, or that nothing needs. */
  remarks: readonly { message: string; at: Location }[];
}

/** `missing` alone fails a run. */
export type ItemState = 'covered' | 'excused' | 'waived' | 'missing';

export function stateOf({ covered, excuse, waiver, unreached }: Item): ItemState {
  if (covered) return 'covered';
  if (excuse !== undefined) return 'excused';
  return (waiver && !waiver.expired) || unreached !== undefined ? 'waived' : 'missing';
}

/** What nobody covered, excused or waived, in the order of the contract. */
export function missing(coverage: Coverage): Item[] {
  return dimensions.flatMap((dimension) => coverage.dimensions[dimension].filter((item) => stateOf(item) === 'missing'));
}

/** Of what can be covered and is not waived, 0 to 100, rounded down to a tenth: 100 means that nothing is missing. */
export function percent(coverage: Coverage): number {
  return percentOf(dimensions.flatMap((dimension) => coverage.dimensions[dimension]));
}

/** The same for some of the items. */
export function percentOf(items: readonly Item[]): number {
  const covered = items.filter((item) => item.covered).length;
  const absent = items.filter((item) => stateOf(item) === 'missing').length;
  return absent === 0 ? 100 : Math.floor((1000 * covered) / (covered + absent)) / 10;
}
