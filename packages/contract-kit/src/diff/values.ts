import type { Location } from '../spec/location.ts';
import { child, keysOf } from '../spec/pointer.ts';
import type { Schema } from '../spec/spec.ts';
import { candidatesFor } from './candidates.ts';
import type { Change, Witness } from './change.ts';
import { extraOf, judgeAnswer, judgeBy, judgeText, type Judge } from './judge.ts';
import { narrow } from './narrow.ts';
import { isNamed, missing, propertiesOf, toPath, type Properties } from './properties.ts';
import { search, type Found } from './search.ts';
import type { Pair, Side } from './side.ts';
import { change, describe } from './words.ts';

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

/** What can be said there now and could not be said before, and the reverse. Nothing when both contracts say the same. */
export function compareValues(pair: Pair, place: Place): Change[] {
  const role = `${place.kind}${place.text ? ' as text' : ''}`;
  if (pair.isSame(place.before, place.after)) return [];
  const spots = narrow(pair, place.before, place.after).filter((spot) => pair.isFirst(role, spot.before, spot.after));
  if (spots.length === 0) return [];
  const hidden = place.kind === 'request' ? 'readOnly' : 'writeOnly';
  const named = {
    before: propertiesOf(pair.before.schemas, place.before, hidden),
    after: propertiesOf(pair.after.schemas, place.after, hidden),
  };
  const [breaking, harmless] = searchBoth(pair, place, named.after);
  const gone = place.kind === 'response' ? lostProperties(pair, place, named, breaking) : hiddenProperties(pair, place, named);
  const explained = new Set(gone.flatMap(({ found }) => (found ? [found] : [])));
  const changes = [
    ...gone.map(({ change: lost }) => lost),
    ...breaking.filter((found) => !explained.has(found)).map((found) => toMajor(pair, place, found)),
    ...addedProperties(pair, place, named),
    ...(harmless.length > 0 ? [toMinor(pair, place, harmless)] : []),
  ];
  return changes.length > 0 ? changes : [rewritten(pair, place)];
}

function searchBoth(pair: Pair, place: Place, named: Properties): [breaking: Found[], harmless: Found[]] {
  const { before, after } = judges(pair, place, named);
  const candidates = candidatesFor(pair, place);
  const isRequest = place.kind === 'request';
  const narrowed = search({ accepts: before, refuses: after, refuser: pair.after, candidates, fallback: place.at });
  const widened = search({ accepts: after, refuses: before, refuser: pair.before, candidates, fallback: place.was });
  return isRequest ? [narrowed, widened] : [widened, narrowed];
}

function judges(pair: Pair, place: Place, named: Properties): { before: Judge; after: Judge } {
  const by = (side: Side, schema: Schema) => (place.text ? judgeText(side, schema) : judgeBy(side, schema));
  const before =
    place.kind === 'response' && !place.text
      ? judgeAnswer(pair.before, place.before, (pointer) => isNamed(named, pointer))
      : by(pair.before, place.before);
  return { before, after: by(pair.after, place.after) };
}

interface Gone {
  change: Change;
  found: Found | undefined;
}

/** A property that the contract no longer names: clients read it. No value shows it when it was optional, so it needs none. */
function lostProperties(pair: Pair, place: Place, named: { before: Properties; after: Properties }, breaking: readonly Found[]): Gone[] {
  return missing(named.before, named.after).map(([pointer, at]) => {
    const found = breaking.find(
      ({ breach }) =>
        typeof breach.params['missingProperty'] === 'string' && child(toPath(breach.pointer), breach.params['missingProperty']) === pointer,
    );
    const message = `the ${place.where} no longer has ${pointer}`;
    const lost = change('major', 'response-property-removed', message, at, pair.id);
    return { found, change: found ? { ...lost, witness: toWitness(pair, place, found) } : lost };
  });
}

/** `readOnly` now: OpenAPI says that it must not be sent, so the server may refuse it or pass over it. */
function hiddenProperties(pair: Pair, place: Place, named: { before: Properties; after: Properties }): Gone[] {
  const all = propertiesOf(pair.after.schemas, place.after, 'writeOnly');
  const writable = new Map([...named.before].filter(([pointer]) => all.has(pointer)));
  return missing(writable, named.after).map(([pointer, was]) => {
    const message = `${pointer} of the ${place.where} became readOnly: what clients send there no longer counts`;
    return { found: undefined, change: change('major', 'request-property-became-read-only', message, all.get(pointer) ?? was, pair.id) };
  });
}

function addedProperties(pair: Pair, place: Place, named: { before: Properties; after: Properties }): Change[] {
  return missing(named.after, named.before).map(([pointer, at]) =>
    change('minor', `${place.kind}-property-added`, `the ${place.where} now has ${pointer}`, at, pair.id),
  );
}

function toMajor(pair: Pair, place: Place, found: Found): Change {
  const rule = place.kind === 'request' ? 'request-narrowed' : 'response-widened';
  const witness = toWitness(pair, place, found);
  return {
    ...change('major', rule, messageOf(place, found), place.kind === 'request' ? found.at : allowedAt(pair, place, found), pair.id),
    witness,
  };
}

function messageOf({ kind, where }: Place, { breach }: Found): string {
  const part = `${where}${extraOf(breach) ?? breach.pointer}`;
  return kind === 'request'
    ? `${part}: \`${breach.keyword}\` refuses what was accepted`
    : `${part}: may be what \`${breach.keyword}\` ruled out`;
}

function toMinor(pair: Pair, place: Place, [first]: readonly Found[]): Change {
  const [rule, verb] = place.kind === 'request' ? ['request-widened', 'takes more'] : ['response-narrowed', 'promises more'];
  return change(
    'minor',
    rule,
    `the ${place.where} ${verb} than before`,
    place.kind === 'request' ? place.at : (first?.at ?? place.at),
    pair.id,
  );
}

function rewritten(pair: Pair, place: Place): Change {
  return change(
    'patch',
    'schema-rewritten',
    `the ${place.where} says the same in other words, as far as values can tell`,
    place.at,
    pair.id,
  );
}

function toWitness(pair: Pair, { kind, where }: Place, { value, breach, at }: Found): Witness {
  return {
    kind,
    operation: pair.id,
    where,
    value,
    refusedBy: { keyword: breach.keyword, at },
    says: describe(kind, where, value, breach.keyword),
  };
}

/** Where the new contract speaks of the value that the old one forbade. */
function allowedAt({ after }: Pair, place: Place, { breach }: Found): Location {
  let schema = after.schemas.deref(place.after);
  for (const key of keysOf(breach.pointer)) {
    if (typeof schema === 'boolean') break;
    const { properties, items } = schema as { properties?: Record<string, Schema>; items?: Schema };
    const part = properties && Object.hasOwn(properties, key) ? properties[key] : items;
    if (part === undefined) break;
    schema = after.schemas.deref(part);
  }
  return typeof schema === 'boolean' ? place.at : after.schemas.locate(schema, breach.keyword);
}
