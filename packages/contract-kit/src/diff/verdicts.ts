import type { Change } from './change.ts';
import type { Spot } from './differences.ts';
import { rewritten, unproven } from './explain.ts';
import type { Question } from './values.ts';

/** What is known of a difference where it is met in requests, in answers, or in texts. */
export interface Verdict {
  /** Where it was met first. */
  question: Question;
  places: number;
  isBreaking: boolean;
  isHarmless: boolean;
  /** It may break somebody, and not every value could be tried. */
  isOpen: boolean;
}

export interface Verdicts {
  all: Verdict[];
  /** The verdict on a difference in questions of this kind. */
  on(spot: Spot, question: Question): Verdict;
}

export function createVerdicts(): Verdicts {
  const byRole = new Map<string, WeakMap<object, Verdict>>();
  const all: Verdict[] = [];
  return {
    all,
    on({ identity }, question) {
      const role = `${question.place.kind}${question.place.text ? ' as text' : ''}`;
      const known = byRole.get(role) ?? new WeakMap<object, Verdict>();
      const verdict = known.get(identity) ?? { question, places: 0, isBreaking: false, isHarmless: false, isOpen: false };
      if (!known.has(identity)) all.push(verdict);
      byRole.set(role, known.set(identity, verdict));
      return verdict;
    },
  };
}

/** What no value shows is a change of words, if all were tried. */
export function addRest({ question, isBreaking, isHarmless, isOpen }: Verdict, changes: Change[]): void {
  if (isOpen && !isBreaking) changes.push(unproven(question));
  else if (!isBreaking && !isHarmless && changes.length === 0) changes.push(rewritten(question));
}
