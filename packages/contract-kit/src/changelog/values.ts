import type { Change, Witness } from '../diff/change.ts';
import type { Location } from '../spec/location.ts';
import { namedSchemas } from '../values/facts.ts';
import { differencesIn, partsOf, type Aspect, type Difference, type Part } from './difference.ts';
import { exampleText } from './example.ts';
import type { Item, Words } from './item.ts';
import { isSamePlace, placesOf, type Pair, type Place } from './place.ts';
import { answerWords, requestWords } from './sentence.ts';
import { capital, nameOf } from './subject.ts';

/** The aspects that a keyword speaks of; the others speak of the one that is called like them, or of `rest`. */
const aspects: Readonly<Record<string, readonly Aspect[]>> = {
  type: ['kinds', 'null', 'values'],
  enum: ['values', 'kinds', 'null'],
  const: ['values', 'kinds', 'null'],
  required: ['required', 'property'],
  additionalProperties: ['closed', 'property'],
  unevaluatedProperties: ['closed', 'property'],
  'false schema': ['closed', 'property'],
  pattern: ['patterns'],
  format: ['formats'],
  multipleOf: ['multiples'],
  uniqueItems: ['unique'],
};

/** A part of what stands in one place. */
interface Spot {
  place: Place;
  part: Part;
}

export function spotsOf(pair: Pair): Spot[] {
  return placesOf(pair).flatMap((place) => partsOf(place.before, place.after).map((part): Spot => ({ place, part })));
}

/** What changes of the values mean to consumers. Undefined for a change of something else. `all`: the changes of the operation. */
export function createValueItems(pair: Pair, spots: readonly Spot[]): (change: Change, all: readonly Change[]) => Item[] | undefined {
  return (change, all) => {
    const { rule, witness, at } = change;
    if (witness && (rule === 'request-narrowed' || rule === 'response-widened')) return breaking(pair, spots, witness);
    if (/^(request|response)-property-(added|removed)$/.test(rule)) return named(pair, spots, change);
    if (rule !== 'request-widened' && rule !== 'response-narrowed') return undefined;
    const own = spots.filter(({ place }) => isSamePlace(at, place.at) || rule === 'response-narrowed');
    const wanted = rule === 'request-widened' ? 'wider' : 'narrower';
    const items = harmless(pair, own, [wanted]);
    if (items.length > 0 || all.some((other) => other !== change && other.level !== 'patch')) return items;
    const others = harmless(pair, own, [wanted, 'other']);
    return others.length > 0 ? others : general(pair, own);
  };
}

function breaking(pair: Pair, spots: readonly Spot[], { kind, refusedBy, value, where }: Witness): Item[] {
  const on = kind === 'request' ? 'request' : 'answer';
  const own = spots.filter(({ place }) => place.on === on);
  const near = nearest(own, on, refusedBy.at);
  const items = near.flatMap((spot) =>
    harmful(spot, on, refusedBy.keyword).map((difference) => {
      // That something is absent is said well enough.
      const isShown = on === 'request' || !['required', 'property', 'closed'].includes(difference.aspect);
      return toItem(pair, spot, 'breaking', say(spot, difference), isShown ? exampleOf(spot, where, value) : undefined);
    }),
  );
  if (items.length > 0) return items;
  const [first] = near.filter(({ place }) => place.on === 'request' || where.startsWith(place.status ?? ''));
  return first ? [toItem(pair, first, 'breaking', unclear(first), exampleOf(first, where, value))] : [unknown(pair, on, where)];
}

/** Where a sentence of the contract applies: at the schema that holds it, wherever that is used. */
function nearest(spots: readonly Spot[], on: Place['on'], { file, pointer }: Location): Spot[] {
  const ranked = spots.map((spot) => {
    const { owners, schemas } = on === 'request' ? spot.part.after : spot.part.before;
    const places = owners.map((owner) => schemas.locate(owner)).filter((place) => place.file === file);
    const lengths = places.map((place) => (isWithin(pointer, place.pointer) ? place.pointer.length + 1 : 0));
    return { spot, rank: Math.max(0, ...lengths) };
  });
  const best = Math.max(0, ...ranked.map(({ rank }) => rank));
  return best === 0 ? [] : ranked.filter(({ rank }) => rank === best).map(({ spot }) => spot);
}

function isWithin(pointer: string, owner: string): boolean {
  return pointer === owner || pointer.startsWith(`${owner}/`);
}

function harmful(spot: Spot, on: Place['on'], keyword: string): Difference[] {
  const wanted = aspects[keyword] ?? [keyword as Aspect, 'rest'];
  const all = mayBreak(spot);
  const isMeant = ({ aspect, name = '', after }: Difference) => {
    if (aspect !== 'property') return wanted.includes(aspect);
    // Where nothing else may stand, what lost its name is refused.
    if (on === 'request' && after.isClosed && !after.properties.has(name)) return true;
    return wanted.includes(aspect) && after.properties.has(name) === (keyword === 'required');
  };
  const meant = all.filter(isMeant);
  return meant.length > 0 ? meant : all.filter(({ aspect }) => aspect !== 'property' || on === 'request');
}

/** What lets something be refused that was sent, or come that was not expected, unless another sentence says so anyway. */
function mayBreak({ place, part }: Spot): Difference[] {
  return differencesIn(part).filter(({ direction }) => direction !== (place.on === 'request' ? 'wider' : 'narrower'));
}

/** A property that came or went, wherever its schema is used. */
function named(pair: Pair, spots: readonly Spot[], { rule, at, level }: Change): Item[] {
  const isRequest = rule.startsWith('request');
  const isAdded = rule.endsWith('added');
  // What must be sent is told among what breaks.
  const isTold = ({ after, name = '' }: Difference) => isRequest && isAdded && after.required.includes(name);
  return spots
    .filter(({ place }) => (place.on === 'request') === isRequest)
    .flatMap((spot) => {
      const isHere = (name: string) =>
        [spot.part.before, spot.part.after].some(({ owners, schemas }) =>
          owners.some((owner) => {
            const isNamed = namedSchemas(owner, 'properties').some(([key]) => key === name);
            return isNamed && isSamePlace(at, schemas.locate(owner, 'properties', name));
          }),
        );
      const found = differencesIn(spot.part).filter((one) => one.aspect === 'property' && isHere(one.name ?? '') && !isTold(one));
      return found.map((difference) => toItem(pair, spot, level === 'major' ? 'breaking' : 'added', say(spot, difference)));
    });
}

/** What is allowed, or promised, besides what was. */
function harmless(pair: Pair, spots: readonly Spot[], [wanted, ...also]: ['wider' | 'narrower', ...'other'[]]): Item[] {
  return spots.flatMap((spot) => {
    if ((spot.place.on === 'request') !== (wanted === 'wider')) return [];
    const directions: readonly string[] = [wanted, ...also];
    const found = differencesIn(spot.part).filter(({ direction, aspect }) => directions.includes(direction) && aspect !== 'property');
    return found.map((difference) => toItem(pair, spot, 'added', say(spot, { ...difference, direction: wanted })));
  });
}

function say({ place }: Spot, difference: Difference): Words {
  return place.on === 'request' ? requestWords(difference, place.whole) : answerWords(difference, place.whole);
}

function unclear({ place, part }: Spot): Words {
  const subject = nameOf(part.path, place.whole);
  return place.on === 'request'
    ? { text: `Some values of ${subject} that were accepted are refused now.`, todo: 'Compare what you send with the contract.' }
    : { text: `There are values of ${subject} that could not come before.`, todo: 'Be ready for them.' };
}

/** Something breaks, and no more can be said than that. */
export function unknown({ next }: Pair, on: Place['on'], where: string): Item {
  const [status] = /^\d\w\w|^default/.exec(where) ?? [];
  const words =
    on === 'request'
      ? { text: 'Some requests that were accepted are refused now.', todo: 'Compare what you send with the contract.' }
      : { text: 'There are answers that could not come before.', todo: 'Be ready for them.' };
  return { group: 'breaking', operation: next, on, ...(status !== undefined && { statuses: [status] }), ...words };
}

function general(pair: Pair, [first]: readonly Spot[]): Item[] {
  if (!first) return [];
  const { on, whole } = first.place;
  const text =
    on === 'request' ? `More values of ${whole} are accepted than before.` : `${capital(whole)} is described more closely than before.`;
  return [toItem(pair, first, 'added', { text })];
}

function toItem({ next }: Pair, { place }: Spot, group: Item['group'], words: Words, example?: string): Item {
  const { on, status } = place;
  return {
    group,
    operation: next,
    on,
    ...(status !== undefined && { statuses: [status] }),
    ...words,
    ...(example !== undefined && { example }),
  };
}

/** The value as it stands in a body; of a parameter or a header with its name. */
function exampleOf({ place, part }: Spot, where: string, value: unknown): string | undefined {
  if (value === undefined) return undefined;
  // It keeps the contract that accepts it.
  const { schemas, schema } = place.on === 'request' ? place.before : place.after;
  if (place.whole.startsWith('the body')) return /body/.test(where) ? exampleText(value, schemas, schema, part.path) : undefined;
  const [, kind = '', name = ''] = /^the ([a-z ]+) `+(.+?)`+$/.exec(place.whole) ?? [];
  return exampleText(value, schemas, schema, part.path, kind === 'header' ? `${name}: ` : `${name}=`);
}
