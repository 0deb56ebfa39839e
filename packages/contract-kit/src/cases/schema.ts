import { isDeepStrictEqual } from 'node:util';
import type { Variation } from '../values/variation.ts';
import { variations } from '../values/variations.ts';
import type { Expectation, Gap } from '../case.ts';
import { valueAt } from '../spec/pointer.ts';
import type { MediaType, Schema, SchemaObject } from '../spec/spec.ts';
import { accept, refuse } from './answers.ts';
import type { Base } from './bases.ts';
import { encodeBody, formOf } from './encode.ts';
import { passwordOf, propertiesOf } from './names.ts';
import { locateKeyword, toGap, toSketch, type Sketch } from './sketch.ts';
import { compose, type Target } from './target.ts';

/** A server may lock who offers wrong credentials more often than this. */
export const maxWrongCredentials = 20;

/** Both sides of each keyword of each schema of a body. */
export function* toSchemaCases(target: Target): Generator<Sketch | Gap> {
  for (const [media, bases] of target.bases) {
    const form = formOf(media.mediaType);
    const { schema } = media;
    if (schema === undefined || schema === true) continue;
    if (form === undefined)
      yield toGap(target, media.at, 'content', 'fail', `only its examples are sent: the kit does not write ${media.mediaType}`);
    else yield* toMediaCases(target, media, schema, bases);
  }
}

function* toMediaCases(target: Target, media: MediaType, schema: Schema, bases: readonly Base[]): Generator<Sketch | Gap> {
  const { spec, oracle } = target.contract;
  const isText = formOf(media.mediaType) !== 'json';
  const context = { schemas: spec.schemas, oracle, ...(isText && { text: true }) };
  const found = variations(
    schema,
    bases.map(({ value }) => value),
    context,
  );
  for (const { keyword, side, owner, reason } of found.unreachable)
    yield toGap(target, locateKeyword(target, owner, keyword, media.at), keyword, side, reason);
  for (const variation of spare(target, media, found.variations)) yield* toSchemaCase(target, media, variation, variation.pointer);
}

/** One value as a case; nothing if the media type has no form for it. */
export function* toSchemaCase(target: Target, media: MediaType, variation: Variation, where: string, note = ''): Generator<Sketch> {
  const { keyword, side, variant, owner, value } = variation;
  if (encodeBody(media, value, target.contract.spec.schemas) === undefined) return;
  yield toSketch(target, {
    kind: 'schema',
    at: locateKeyword(target, owner, keyword, media.at),
    where: `${media === target.base?.media ? '' : media.mediaType} ${where || 'body'}`,
    rule: keyword,
    variant: `${variant} ${note}`,
    side,
    title: `${where || 'the body'}: ${keyword}, ${variant}${note}`,
    draft: compose(target, baseFor(target, media, value)),
    expect: side === 'pass' ? accept(target) : blame(target, media, variation),
  });
}

/** The error names a faulty field, and no other one. */
function blame(target: Target, { schema }: MediaType, { fields }: Variation): Expectation {
  const others = [...propertiesOf(schema, target.contract.spec.schemas).keys()].filter((name) => !fields.includes(name));
  return { ...refuse(target), ...(fields.length > 0 && { fields, others }) };
}

/** The base that differs least from a value, with what is taken from an earlier answer as far as the value leaves it alone. */
function baseFor({ bases }: Target, media: MediaType, value: unknown): Base {
  const all = bases.get(media) ?? [];
  const scores = all.map((base) => sameProperties(base.value, value));
  const nearest = all[scores.indexOf(Math.max(...scores))];
  const { after, headers, set = {} } = nearest?.deviation ?? {};
  const kept = Object.entries(set).filter(([key]) => {
    const pointer = key.startsWith('/') ? key : `/${key}`;
    return isDeepStrictEqual(valueAt(nearest?.value, pointer), valueAt(value, pointer));
  });
  const needsBefore = kept.length > 0 || headers !== undefined || Object.keys(set).length === 0;
  const deviation = { ...(headers && { headers }), ...(needsBefore && after !== undefined && { after }), set: Object.fromEntries(kept) };
  return { media, value, deviation, works: false };
}

function sameProperties(base: unknown, value: unknown): number {
  if (!isObject(base) || !isObject(value)) return Number(isDeepStrictEqual(base, value));
  return Object.entries(base).filter(([key, part]) => Object.hasOwn(value, key) && isDeepStrictEqual(part, value[key])).length;
}

/**
 * Of the values that are sent to an operation which takes a password, at most so many as a server bears that offer a wrong one: those first
 * that are the only one of their keyword.
 */
function spare(target: Target, media: MediaType, found: readonly Variation[]): readonly Variation[] {
  if (!takesPassword(target, media)) return found;
  const wrong = found.filter(({ side, value }) => side === 'pass' && !keepsCredentials(target, media, value));
  const sides = new Map<SchemaObject, Set<string>>();
  const [needed, further] = [[] as Variation[], [] as Variation[]];
  for (const variation of wrong) {
    const seen = sides.get(variation.owner) ?? new Set();
    (seen.has(variation.keyword) ? further : needed).push(variation);
    sides.set(variation.owner, seen.add(variation.keyword));
  }
  const kept = new Set([...needed, ...further].slice(0, maxWrongCredentials));
  return found.filter((variation) => !wrong.includes(variation) || kept.has(variation));
}

/** Whoever calls it wants to be let in. */
export function takesPassword({ operation, contract }: Target, { schema }: MediaType): boolean {
  return operation.security.length === 0 && passwordOf(schema, contract.spec.schemas) !== undefined;
}

/** Everything that a working example sends is sent as well. */
function keepsCredentials({ bases }: Target, media: MediaType, value: unknown): boolean {
  return (bases.get(media) ?? []).some(
    (base) => base.works && isObject(base.value) && sameProperties(base.value, value) === Object.keys(base.value).length,
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
