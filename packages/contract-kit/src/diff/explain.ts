import type { Location } from '../spec/location.ts';
import { child, keysOf } from '../spec/pointer.ts';
import type { Schema } from '../spec/spec.ts';
import type { Change, Witness } from './change.ts';
import type { Spot } from './differences.ts';
import { extraOf } from './judge.ts';
import { defaultOf } from './meeting.ts';
import { compareProperties, toPath, type PropertyChanges } from './properties.ts';
import type { Found } from './search.ts';
import type { Side } from './side.ts';
import type { Question } from './values.ts';
import { abbreviate, change, describe } from './words.ts';

/** What a place says otherwise: what values show, and what properties and defaults there are. `fresh` are the differences that are new here. */
export function explain(question: Question, fresh: readonly Spot[], breaking: readonly Found[], harmless: readonly Found[]): Change[] {
  const { pair, place } = question;
  const isRequest = place.kind === 'request';
  const comparison = { before: pair.before.schemas, after: pair.after.schemas, isSame: pair.differences.isSame };
  const mark = isRequest ? 'readOnly' : 'writeOnly';
  const properties =
    fresh.length > 0 ? compareProperties(place.before, place.after, { ...comparison, mark }) : { lost: [], added: [], hidden: [] };
  const lost = isRequest ? [] : lostProperties(question, properties, breaking);
  const explained = new Set(lost.map(({ found }) => found));
  return [
    ...lost.map(({ change: gone }) => gone),
    ...(isRequest ? [...hiddenProperties(question, properties), ...changedDefaults(question, fresh)] : []),
    ...breaking.filter((found) => !explained.has(found)).map((found) => toMajor(question, found)),
    ...addedProperties(question, properties),
    ...harmless.slice(0, 1).map((found) => toMinor(question, found)),
  ];
}

/** A property that the contract no longer names: clients read it. No value shows it when it was optional, so it needs none. */
function lostProperties(
  question: Question,
  { lost, hidden }: PropertyChanges,
  breaking: readonly Found[],
): { change: Change; found: Found | undefined }[] {
  const { pair, place } = question;
  return [...lost, ...hidden].map(([pointer, at]) => {
    const found = breaking.find(
      ({ breach }) =>
        typeof breach.params['missingProperty'] === 'string' && child(toPath(breach.pointer), breach.params['missingProperty']) === pointer,
    );
    const message = `the ${place.where} no longer has ${pointer}`;
    const gone = change('major', 'response-property-removed', message, at, pair.id);
    return { found, change: found ? { ...gone, witness: toWitness(question, found) } : gone };
  });
}

/** `readOnly` now: OpenAPI says that it must not be sent, so the server may refuse it or pass over it. */
function hiddenProperties({ pair, place }: Question, { hidden }: PropertyChanges): Change[] {
  return hidden.map(([pointer, at]) => {
    const message = `${pointer} of the ${place.where} became readOnly: what clients send there no longer counts`;
    return change('major', 'request-property-became-read-only', message, at, pair.id);
  });
}

/** Whoever leaves it out means something else by the same request. */
function changedDefaults({ pair, place }: Question, spots: readonly Spot[]): Change[] {
  return spots.flatMap(({ before, after, path, parts }) => {
    if (!parts.before.has('default') || typeof before === 'boolean' || typeof after === 'boolean') return [];
    const [was, is] = [defaultOf(pair.before, before), defaultOf(pair.after, after)];
    const [at, now] =
      is === undefined
        ? [pair.before.schemas.locate(before, 'default'), 'nothing']
        : [pair.after.schemas.locate(after, 'default'), abbreviate(is)];
    const where = `${place.where}${child('', ...path.flatMap(({ key }) => key ?? []))}`;
    return [change('major', 'request-default-changed', `leaving out ${where} means ${now}, and meant ${abbreviate(was)}`, at, pair.id)];
  });
}

function addedProperties({ pair, place }: Question, { added }: PropertyChanges): Change[] {
  return added.map(([pointer, at]) =>
    change('minor', `${place.kind}-property-added`, `the ${place.where} now has ${pointer}`, at, pair.id),
  );
}

function toMajor(question: Question, found: Found): Change {
  const { pair, place } = question;
  const rule = place.kind === 'request' ? 'request-narrowed' : 'response-widened';
  const at = place.kind === 'request' ? placeOf(pair.after, found, place.at) : allowedAt(question, found);
  return { ...change('major', rule, messageOf(question, found), at, pair.id), witness: toWitness(question, found) };
}

function messageOf({ place: { kind, where } }: Question, { breach }: Found): string {
  const part = `${where}${extraOf(breach) ?? breach.pointer}`;
  return kind === 'request'
    ? `${part}: \`${breach.keyword}\` refuses what was accepted`
    : `${part}: may be what \`${breach.keyword}\` ruled out`;
}

function toMinor({ pair, place }: Question, first: Found): Change {
  const [rule, verb] = place.kind === 'request' ? ['request-widened', 'takes more'] : ['response-narrowed', 'promises more'];
  return change(
    'minor',
    rule,
    `the ${place.where} ${verb} than before`,
    place.kind === 'request' ? place.at : placeOf(pair.after, first, place.at),
    pair.id,
  );
}

export function rewritten({ pair, place }: Question): Change {
  const message = `the ${place.where} says the same in other words, as far as values can tell`;
  return change('patch', 'schema-rewritten', message, place.at, pair.id);
}

/** By its words it may break somebody; that it does not, too many values would have to show. */
export function unproven({ pair, place }: Question): Change {
  const [rule, verb] =
    place.kind === 'request' ? ['request-narrowed', 'refuse what was accepted'] : ['response-widened', 'be what was ruled out'];
  const message = `the ${place.where} may ${verb} before: no example was found among as many values as are tried`;
  return change('major', rule, message, place.at, pair.id);
}

function toWitness({ pair, place: { kind, where, at: now, was } }: Question, found: Found): Witness {
  const { value, breach } = found;
  const at = kind === 'request' ? placeOf(pair.after, found, now) : placeOf(pair.before, found, was);
  const says = describe(kind, where, value, breach.keyword);
  return { kind, operation: pair.id, where, value, refusedBy: { keyword: breach.keyword, at }, says };
}

/** Where the sentence that refuses a value is written; `fallback` for a refusal without words (`false`). */
function placeOf({ schemas }: Side, { sentence }: Found, fallback: Location): Location {
  return sentence ? schemas.find(sentence) : fallback;
}

/** Where the new contract speaks of the value that the old one forbade. */
function allowedAt({ pair: { after }, place }: Question, { breach }: Found): Location {
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
