import type { Case } from '../case.ts';
import type { Result } from '../result.ts';
import { toPlace, type Place } from './place.ts';
import type { Mask } from '../mask.ts';
import type { Report } from './report.ts';
import { toWire, type Wire } from './wire.ts';

/** One case and what became of it. */
export interface CaseDigest {
  id: string;
  operation: string;
  kind: Case['kind'];
  rule: string;
  side: Case['side'];
  title: string;
  at: Place;
  verdict: Result['verdict'];
  /** Why it is inconclusive. */
  reason?: string;
  faults: { rule: string; message: string; expected: string; actual: string; at: Place; step?: string }[];
  /** Milliseconds, all requests together. */
  duration: number;
  /** What was sent and received, in this order; of a case that passed nothing is kept. */
  exchanges?: Wire[];
}

export function digestCases({ results }: Report, mask: Mask): CaseDigest[] {
  return results.map(({ case: { id, operation, kind, rule, side, title, at }, verdict, reason, faults, exchanges }) => ({
    id,
    operation: operation.id,
    kind,
    rule,
    side,
    title,
    at: toPlace(at),
    verdict,
    ...(reason !== undefined && { reason }),
    faults: faults.map(({ at: place, step, ...fault }) => ({ ...fault, at: toPlace(place), ...(step && { step: step.id }) })),
    duration: exchanges.reduce((sum, { duration }) => sum + duration, 0),
    ...(verdict !== 'passed' && { exchanges: exchanges.map((exchange) => toWire(exchange, mask)) }),
  }));
}
