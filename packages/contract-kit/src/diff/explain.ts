import type { Location } from '../spec/location.ts';
import { child, keysOf } from '../spec/pointer.ts';
import type { Schema } from '../spec/spec.ts';
import type { Change, Witness } from './change.ts';
import type { Spot } from './differences.ts';
import { extraOf } from './judge.ts';
import { changedDefaults } from './defaults.ts';
import { compareProperties, toPath, type PropertyChanges } from './properties.ts';
import { nameOf, type Found } from './search.ts';
import type { Side } from './side.ts';
import type { Question } from './values.ts';
import { show } from './showing.ts';
import { change, shorten } from './words.ts';

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
    ...breaking.filter((found) => !explained.has(found)).map((found) => toMajor(question, found, properties)),
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
    const message = `the ${place.where} no longer has ${shorten(pointer)}`;
    const gone = change('major', 'response-property-removed', message, at, pair.id);
    return { found, change: found ? { ...gone, witness: toWitness(question, found) } : gone };
  });
}

/** `readOnly` now: OpenAPI says that it must not be sent, so the server may refuse it or pass over it. */
function hiddenProperties({ pair, place }: Question, { hidden }: PropertyChanges): Change[] {
  return hidden.map(([pointer, at]) => {
    const message = `${shorten(pointer)} of the ${place.where} became readOnly: what clients send there no longer counts`;
    return change('major', 'request-property-became-read-only', message, at, pair.id);
  });
}

function addedProperties({ pair, place }: Question, { added }: PropertyChanges): Change[] {
  return added.map(([pointer, at]) =>
    change('minor', `${place.kind}-property-added`, `the ${place.where} now has ${shorten(pointer)}`, at, pair.id),
  );
}

function toMajor(question: Question, found: Found, { lost }: PropertyChanges): Change {
  const { pair, place } = question;
  const rule = place.kind === 'request' ? 'request-narrowed' : 'response-widened';
  const extra = extraOf(found.breach);
  // What is gone stood in the old contract.
  const [, gone] = lost.find(([pointer]) => extra !== undefined && pointer === toPath(extra)) ?? [];
  const at = place.kind === 'request' ? (gone ?? placeOf(pair.after, found, place.at)) : allowedAt(question, found);
  return { ...change('major', rule, messageOf(question, found), at, pair.id), witness: toWitness(question, found) };
}

function messageOf({ place: { kind, where } }: Question, { breach }: Found): string {
  const name = nameOf(breach);
  const part = `${where}${shorten(name === undefined ? breach.pointer : child(breach.pointer, name))}`;
  if (breach.keyword === 'required') return kind === 'request' ? `${part} must be sent now` : `${part} may be absent now`;
  const limit = breach.params['limit'];
  const sentence = `\`${breach.keyword}${typeof limit === 'number' ? `: ${limit}` : ''}\``;
  return kind === 'request' ? `${part}: ${sentence} refuses what was accepted` : `${part}: may be what ${sentence} ruled out`;
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

function toWitness({ pair, place }: Question, found: Found): Witness {
  const { kind, where, at: now, was, before, after } = place;
  const { value, breach } = found;
  const at = kind === 'request' ? placeOf(pair.after, found, now) : placeOf(pair.before, found, was);
  const described = [[pair.before, before] as const, [pair.after, after] as const];
  const shown = show({ kind, where, value, keyword: breach.keyword, described, pointer: breach.pointer });
  return { kind, operation: pair.id, where, ...shown, refusedBy: { keyword: breach.keyword, at } };
}

/** Where the sentence that refuses a value is written; `fallback` for a refusal without words (`false`). */
function placeOf({ schemas }: Side, { sentence }: Found, fallback: Location): Location {
  return sentence ? schemas.find(sentence) : fallback;
}

/** Where the new contract speaks of the value that the old one forbade: at what became of the sentence, else at what it says of the part. */
function allowedAt({ pair, place }: Question, { breach, sentence }: Found): Location {
  const { before, after } = pair;
  const spots = pair.differences.find(place.before, place.after);
  const met = spots.find(({ before: old }) => {
    const { node } = (typeof old === 'object' && before.schemas.originOf(old)) || {};
    return node?.document.file === sentence?.file && `${sentence?.pointer}/`.startsWith(`${child(node?.pointer ?? '', breach.keyword)}/`);
  })?.after;
  const schema = met ?? partAt(after, place.after, breach.pointer);
  return typeof schema === 'object' ? after.schemas.locate(schema, breach.keyword) : place.at;
}

function partAt({ schemas }: Side, whole: Schema, pointer: string): Schema {
  let schema = schemas.deref(whole);
  for (const key of keysOf(pointer)) {
    if (typeof schema === 'boolean') break;
    const { properties, items } = schema as { properties?: Record<string, Schema>; items?: Schema };
    const part = properties && Object.hasOwn(properties, key) ? properties[key] : items;
    if (part === undefined) break;
    schema = schemas.deref(part);
  }
  return schema;
}
