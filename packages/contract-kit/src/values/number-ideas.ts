import type { Idea, Place, Proposer } from './idea.ts';
import { clean, numbersFor, snap, stepOf } from './number.ts';

export const numberIdeas: Readonly<Record<string, Proposer>> = {
  minimum: (place, keyword) => limit(place, keyword, 1, true),
  exclusiveMinimum: (place, keyword) => limit(place, keyword, 1, false),
  maximum: (place, keyword) => limit(place, keyword, -1, true),
  exclusiveMaximum: (place, keyword) => limit(place, keyword, -1, false),
  multipleOf,
};

/** The numbers at a limit; `inwards` is 1 when the allowed ones are above it. */
function* limit(place: Place, keyword: string, inwards: 1 | -1, isIncluded: boolean): Generator<Idea> {
  const bound = Number(place.owner[keyword]);
  const step = stepOf(place.facts, isWhole(place));
  const near = step ?? 0.5;
  const inside = step === undefined ? bound : snap(bound, step, inwards === 1 ? Math.ceil : Math.floor);
  const outside = step === undefined ? bound : snap(bound, step, inwards === 1 ? Math.floor : Math.ceil);
  const first = isIncluded || inside !== bound ? inside : clean(bound + inwards * near);
  const fine = step === undefined && !isIncluded ? [clean(bound + inwards * 0.001)] : [];
  for (const value of new Set([first, ...fine, clean(first + inwards * near)])) yield { side: 'pass', variant: String(value), value };
  const last = isIncluded && outside === bound ? clean(bound - inwards * near) : outside;
  for (const value of new Set([last, clean(last - inwards * near), clean(last - inwards * near * 1000)]))
    if (value !== clean(last - inwards * near) || !isIncluded) yield { side: 'fail', variant: String(value), value };
}

function* multipleOf(place: Place): Generator<Idea> {
  const step = Number(place.owner['multipleOf']);
  const valid = numbersFor(place.facts, isWhole(place));
  for (const value of valid.slice(0, 3)) yield { side: 'pass', variant: String(value), value };
  const start = typeof place.local === 'number' ? place.local : (valid[0] ?? 0);
  const offsets = isWhole(place) ? [1, -1] : [clean(step / 2), clean(-step / 2), clean(step / 10)];
  for (const offset of offsets) yield { side: 'fail', variant: String(clean(start + offset)), value: clean(start + offset) };
}

function isWhole({ facts }: Place): boolean {
  return facts.types?.includes('integer') === true && !facts.types.includes('number');
}
