import type { Case } from './case.ts';
import type { Exchange } from './exchange.ts';
import type { Location } from './spec/location.ts';

/** One thing that is wrong with an answer. */
export interface Fault {
  /** `status`, `content-type`, `header`, `body`, `field`, `echo`, `leak`, `token`, `same-answer`, `connection`. */
  rule: string;
  /** In one sentence. */
  message: string;
  expected: string;
  actual: string;
  /** The sentence of the contract that was broken. */
  at: Location;
  /** Of a story: the step that shows it, its operation, and what was sent for it. */
  step?: { id: string; operation: string; exchange?: Exchange };
}

export interface Result {
  case: Case;
  verdict: 'passed' | 'failed' | 'inconclusive';
  faults: readonly Fault[];
  /** Why it is inconclusive. */
  reason?: string;
  /** In the order of sending; the one that was judged is the last. */
  exchanges: readonly Exchange[];
}
