import { textsNearFormat, textsOfFormat } from './format.ts';
import { count, type Idea, type Place, type Proposer } from './idea.ts';
import { lengthOf } from './json.ts';
import { safeLength, toRegExp } from './pattern.ts';
import { textsFor } from './text.ts';

const beyondBasicPlane = '😀';
/** Longer ones are tried only if nothing else is left. */
const farLength = 7000;
const unchecked = ['password', 'binary', 'float', 'double'];

export const stringIdeas: Readonly<Record<string, Proposer>> = { minLength, maxLength, pattern, format };

function* minLength(place: Place): Generator<Idea> {
  const limit = Number(place.owner['minLength']);
  for (const size of [limit, limit + 1]) yield* ofLength(place, 'pass', size);
  if (limit === 0) return yield { side: 'fail', reason: 'no text is shorter than 0 characters' };
  yield* ofLength(place, 'fail', limit - 1);
  if (limit > 1) yield* ofLength(place, 'fail', 0);
  if (limit > 1 && isFree(place)) {
    yield astral('fail', limit - 1);
    yield { side: 'fail', variant: `${count(limit - 1, 'character')} of two bytes`, value: 'ñ'.repeat(limit - 1) };
  }
}

function* maxLength(place: Place): Generator<Idea> {
  const limit = Number(place.owner['maxLength']);
  for (const size of [limit, limit - 1]) if (size >= 0) yield* ofLength(place, 'pass', size);
  if (limit > 0 && isFree(place)) yield astral('pass', limit);
  yield* ofLength(place, 'fail', limit + 1);
  const far = Math.min(farLength, limit * 8 + 64);
  if (far > limit + 1) yield* ofLength(place, 'fail', far);
}

function* ofLength({ facts, local }: Place, side: 'pass' | 'fail', size: number): Generator<Idea> {
  const free = side === 'pass' ? facts : { ...facts, minLength: 0, maxLength: Infinity };
  const value = size > 1_000_000 ? undefined : textsFor(free, size, typeof local === 'string' ? local : 'text')[0];
  if (value !== undefined) yield { side, variant: count(size, 'character'), value };
  else yield { side, reason: `no text of ${count(size, 'character')} keeps the other rules` };
}

/** Two UTF-16 units to the character, four bytes: whoever counts those finds another length. */
function astral(side: 'pass' | 'fail', size: number): Idea {
  return { side, variant: `${count(size, 'character')} outside the basic plane`, value: beyondBasicPlane.repeat(Math.min(size, 300_000)) };
}

function isFree({ facts }: Place): boolean {
  return facts.patterns.length === 0 && facts.formats.every((name) => unchecked.includes(name));
}

function* pattern({ owner, facts, local }: Place): Generator<Idea> {
  const source = String(owner['pattern']);
  const regExp = toRegExp(source);
  if (!regExp) return yield* both('the pattern cannot be read');
  const texts = textsFor(facts);
  for (const value of texts.slice(0, 2)) yield { side: 'pass', variant: `match ${texts.indexOf(value) + 1}`, value };
  const start = typeof local === 'string' && regExp.test(local) ? local : texts[0];
  if (start === undefined) return yield* both('no text was found that matches');
  let left = 5;
  for (const [variant, value] of nearMisses(start))
    if (left > 0 && value.length <= safeLength(source) && !regExp.test(value)) {
      left--;
      yield { side: 'fail', variant, value };
    }
}

function* nearMisses(text: string): Generator<[string, string]> {
  yield ['a line break after it', `${text}\n`];
  yield ['an exclamation mark after it', `${text}!`];
  yield ['a space before it', ` ${text}`];
  yield ['without the first character', [...text].slice(1).join('')];
  yield ['without the last character', [...text].slice(0, -1).join('')];
  yield ['in the other case', swapCase(text)];
  yield ['a letter of another alphabet', text.replace(/[\p{L}\p{N}]/u, 'Ж')];
  yield ['exclamation marks', '!'.repeat(Math.max(1, lengthOf(text)))];
  yield ['letters', 'x'.repeat(Math.max(1, lengthOf(text)))];
  yield ['empty', ''];
}

function* format(place: Place): Generator<Idea> {
  const name = String(place.owner['format']);
  if (name === 'int32' || name === 'int64') return yield* integerFormat(place, name);
  if (unchecked.includes(name) || !place.run.context.oracle.knowsFormat(name)) return yield* both(`nothing checks the format ${name}`);
  const good = [...textsOfFormat(name), ...textsFor(place.facts)];
  for (const [index, value] of [...new Set(good)].slice(0, 3).entries()) yield { side: 'pass', variant: `valid ${index + 1}`, value };
  for (const [variant, value] of textsNearFormat(name)) yield { side: 'fail', variant, value };
  yield { side: 'fail', variant: 'a word', value: 'text' };
  if (place.facts.minLength === 0) yield { side: 'fail', variant: 'empty', value: '' };
}

function* integerFormat({ facts }: Place, name: string): Generator<Idea> {
  const limit = name === 'int32' ? 2 ** 31 : 2 ** 53;
  const low = Math.max(-limit + (name === 'int32' ? 0 : 1), facts.minimum);
  const high = Math.min(limit - 1, facts.maximum);
  for (const value of new Set([high, low])) yield { side: 'pass', variant: String(value), value };
  if (name === 'int64' && facts.types?.includes('integer'))
    return yield { side: 'fail', reason: 'every whole number that JSON can carry is one' };
  if (name === 'int32') for (const value of [limit, -limit - 1]) yield { side: 'fail', variant: String(value), value };
  yield { side: 'fail', variant: '1.5', value: 1.5 };
}

function* both(reason: string): Generator<Idea> {
  yield { side: 'pass', reason };
  yield { side: 'fail', reason };
}

export function swapCase(text: string): string {
  return [...text].map((character) => (character === character.toLowerCase() ? character.toUpperCase() : character.toLowerCase())).join('');
}
