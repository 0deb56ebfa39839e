import type { Location } from '../spec/location.ts';
import type { Schema } from '../spec/spec.ts';
import type { Change } from './change.ts';
import type { Spot } from './differences.ts';
import { judgeAnswer, judgeBy, judgeText, type Judge } from './judge.ts';
import { isNamed, toPath } from './properties.ts';
import type { Search } from './search.ts';
import type { Pair, Side } from './side.ts';

/** The values that stand at one place of a request or an answer, by both contracts. */
export interface Place {
  kind: 'request' | 'response';
  /** `body`, `query limit`, `200 body`. */
  where: string;
  before: Schema;
  after: Schema;
  /** Of both contracts. */
  examples: readonly unknown[];
  /** In a path, a query, a header. */
  text: boolean;
  at: Location;
  /** The same in the old contract. */
  was: Location;
}

/** What can be said at a place now and could not be said before, and the reverse: only values tell. */
export interface Question {
  pair: Pair;
  place: Place;
}

/** A difference, or where to look for one. */
export type Finding = Change | Question;

export function isQuestion(finding: Finding): finding is Question {
  return 'place' in finding;
}

/** Nothing when both contracts say the same. */
export function compareValues(pair: Pair, place: Place): Question[] {
  return pair.differences.isSame(place.before, place.after) ? [] : [{ pair, place }];
}

/** What would break somebody, and what would not. `spots`: all that differs. */
export function searchesOf(question: Question, spots: readonly Spot[]): { breaking: Search; harmless: Search } {
  const { pair, place } = question;
  const [before, after] = [judgeOf(pair.before, place, place.before), judgeOf(pair.after, place, place.after)];
  const branches = spots.flatMap(({ path }) => path.filter(({ key }) => key === undefined));
  const [isInOld, isInNew] = [namedBy(question, 'before'), namedBy(question, 'after')];
  const narrowed: Search = {
    accepts: before,
    refuses: after,
    refuser: pair.after,
    accepter: pair.before,
    isNamed: isInOld,
    branches: new Map(branches.map((step) => [step.after, step.before])),
  };
  const widened: Search = {
    accepts: after,
    refuses: before,
    refuser: pair.before,
    accepter: pair.after,
    isNamed: isInNew,
    branches: new Map(branches.map((step) => [step.before, step.after])),
  };
  if (place.kind === 'request') return { breaking: narrowed, harmless: widened };
  if (place.text) return { breaking: widened, harmless: narrowed };
  const borne = judgeAnswer(pair.before, place.before, isInNew);
  // What neither contract says is not promised by leaving it unsaid in another way.
  const promised = judgeAnswer(pair.after, place.after, () => false);
  return { breaking: { ...widened, refuses: borne }, harmless: { ...narrowed, accepts: borne, refuses: promised } };
}

function judgeOf(side: Side, { text }: Place, schema: Schema): Judge {
  return text ? judgeText(side, schema) : judgeBy(side, schema);
}

/** Whether one of the contracts names the property at a pointer. */
function namedBy({ pair, place }: Question, version: 'before' | 'after'): (pointer: string) => boolean {
  const known = new Map<string, boolean>();
  return (pointer) => {
    const path = toPath(pointer);
    const mark = place.kind === 'request' ? 'readOnly' : 'writeOnly';
    const found = known.get(path) ?? isNamed(pair[version].schemas, place[version], pointer, mark);
    known.set(path, found);
    return found;
  };
}
