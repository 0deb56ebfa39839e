import { build } from './build.ts';
import { listTypes } from './facts.ts';
import type { Idea, Place, Proposer } from './idea.ts';
import { isObject, typeOf, type JsonType } from './json.ts';
import { swapCase } from './string-ideas.ts';

/** More members of an enumeration are not sent. */
const maxMembers = 20;

export const valueIdeas: Readonly<Record<string, Proposer>> = { type, enum: enumeration, const: constant };

function* type(place: Place): Generator<Idea> {
  const allowed = listTypes(place.owner['type']);
  for (const name of allowed) {
    const isThere = typeOf(place.local) === name || (name === 'number' && typeof place.local === 'number');
    const built = isThere ? { value: place.local } : build(place.run, place.entries, { type: name });
    if ('value' in built) yield { side: 'pass', variant: name, value: built.value };
    else yield { side: 'pass', reason: built.reason };
  }
  if (place.facts.values) return yield { side: 'fail', reason: 'implied by enum or const' };
  if (place.run.context.text && allowed.includes('string')) return yield { side: 'fail', reason: 'every text is a string' };
  for (const [name, value] of wrongValues(place, allowed))
    yield { side: 'fail', variant: `${name} instead of ${allowed.join(' or ')}`, value };
}

function wrongValues({ run, local }: Place, allowed: readonly JsonType[]): [string, unknown][] {
  const isWrong = (name: JsonType) => !allowed.includes(name) && !(name === 'integer' && allowed.includes('number'));
  const like = isObject(local) || Array.isArray(local) ? 'text' : String(local ?? 'text');
  if (run.context.text)
    return [
      ['word', 'abc'],
      ['fraction', '1.5'],
      ['word that is nearly true', 'maybe'],
      ['number and more', '1abc'],
    ];
  const scalar = allowed.some((name) => name === 'integer' || name === 'number' || name === 'boolean');
  const all: [JsonType, string, unknown][] = [
    ['null', 'null', null],
    ['boolean', 'boolean', true],
    ['integer', 'integer', 1],
    ['number', 'number', 1.5],
    ['string', 'string', scalar ? 'text' : like],
    ...(scalar ? [['string', 'quoted value', like] as [JsonType, string, unknown]] : []),
    ['array', 'array', Array.isArray(local) || isObject(local) ? [] : [local]],
    ['object', 'object', {}],
  ];
  return all.filter(([name]) => isWrong(name)).map(([, variant, value]) => [variant, value]);
}

function* enumeration(place: Place): Generator<Idea> {
  const members = Array.isArray(place.owner['enum']) ? (place.owner['enum'] as unknown[]) : [];
  for (const value of members.slice(0, maxMembers)) yield { side: 'pass', variant: nameOf(value), value };
  yield* strangers(members);
}

function* constant(place: Place): Generator<Idea> {
  const value = place.owner['const'];
  yield { side: 'pass', variant: nameOf(value), value };
  yield* strangers([value]);
}

/** Values of the same type that are none of the members, but nearly. */
function* strangers(members: readonly unknown[]): Generator<Idea> {
  const texts = members.filter((member) => typeof member === 'string');
  const numbers = members.filter((member) => typeof member === 'number');
  const [text] = texts;
  if (text !== undefined) {
    const swapped = texts.map(swapCase).find((other) => !texts.includes(other) && texts.every((member) => member !== other));
    if (swapped !== undefined) yield { side: 'fail', variant: 'in the other case', value: swapped };
    yield { side: 'fail', variant: 'a space after it', value: `${text} ` };
    yield { side: 'fail', variant: 'another word', value: 'unexpected' };
    yield { side: 'fail', variant: 'empty', value: '' };
  }
  if (numbers.length > 0)
    for (const [variant, value] of [
      ['above all', Math.max(...numbers) + 1],
      ['below all', Math.min(...numbers) - 1],
    ] as const)
      yield { side: 'fail', variant, value };
  for (const value of [true, false])
    if (members.some((member) => typeof member === 'boolean') && !members.includes(value))
      yield { side: 'fail', variant: String(value), value };
  if (members.some((member) => typeof member === 'object' && member !== null))
    yield* [
      { side: 'fail', variant: 'an empty object', value: {} } as const,
      { side: 'fail', variant: 'an empty array', value: [] } as const,
    ];
  for (const value of numbers.length > 0 ? [null] : [null, 0])
    if (!members.includes(value)) yield { side: 'fail', variant: value === null ? 'null' : 'a number', value };
}

function nameOf(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
