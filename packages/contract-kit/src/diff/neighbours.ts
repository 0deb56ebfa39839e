import type { Schema, SchemaObject } from '../spec/spec.ts';
import { witnesses } from '../values/pattern.ts';

/** Printable ASCII, and one of what lies beyond. */
const alphabet = [...Array.from({ length: 95 }, (_, index) => String.fromCodePoint(32 + index)), 'é', '中', '😀', '\n'];
/** Texts are varied at their ends and around the middle. */
const places = [0, 0.5, 1];
/** More characters than these show nothing that fewer do not. */
const most = 500_000;
/** Numbers with more digits are written in another way. */
const mostDigits = 15;
/** Longer lists than this show nothing that shorter ones do not. */
const longest = 20_000;

/**
 * Values that lie next to each other on the two sides of a pattern that was changed, where the boundaries of one alone do not tell: each character
 * of the alphabet in texts that match, texts a character longer and shorter. And lists beyond a limit that is too far away to be varied.
 */
export function* neighboursOf(schemas: readonly Schema[], known: readonly unknown[]): Generator<unknown> {
  const objects = schemas.filter((schema) => typeof schema === 'object');
  const patterns = objects.flatMap(({ pattern }) => (typeof pattern === 'string' ? [pattern] : []));
  const made = patterns.flatMap((pattern) => {
    const { minLength, maxLength } = Object.assign({}, ...objects.filter((schema) => schema['pattern'] === pattern)) as Record<
      string,
      unknown
    >;
    return witnesses(pattern, typeof minLength === 'number' ? minLength : 0, typeof maxLength === 'number' ? maxLength : 10_000, 24);
  });
  const texts = patterns.length > 0 ? [...known.filter((value) => typeof value === 'string'), ...made] : [];
  const limits = objects.flatMap(({ maxItems }) => (typeof maxItems === 'number' && maxItems < longest ? [maxItems] : []));
  const lists = known.filter((value) => Array.isArray(value)).filter((list) => list.length > 0);
  // Where both have the same one, a text of the same length shows nothing.
  const isSame = new Set(objects.map(({ pattern }) => pattern)).size === 1;
  let left = most;
  for (const text of [...new Set(texts)].toSorted((a, b) => a.length - b.length))
    for (const near of nearText(text, isSame)) {
      if ((left -= near.length) < 0) break;
      yield near;
    }
  yield* longNumbers(objects);
  for (const limit of limits) for (const list of lists.slice(0, 1)) yield repeat(list, limit + 1);
}

/** Where a number became a text, or the reverse: as text one that is a digit too long. */
function longNumbers(schemas: readonly SchemaObject[]): number[] {
  const isNumber = schemas.some(({ type }) => type === 'integer' || type === 'number');
  const limits = schemas.flatMap(({ maxLength }) => (typeof maxLength === 'number' ? [maxLength] : []));
  return isNumber ? limits.filter((limit) => limit <= mostDigits).map((limit) => 10 ** limit) : [];
}

function* nearText(text: string, isLengthOnly: boolean): Generator<string> {
  const characters = [...text];
  if (characters.length === 0) return yield* alphabet;
  yield* [text, text + text.slice(-1), characters.slice(0, -1).join('')];
  if (isLengthOnly) return;
  for (const index of new Set(places.map((place) => Math.max(0, Math.round(place * (characters.length - 1)))))) {
    const [start, end] = [characters.slice(0, index).join(''), characters.slice(index + 1).join('')];
    for (const character of alphabet) yield start + character + end;
  }
}

function repeat(list: readonly unknown[], count: number): unknown[] {
  return Array.from({ length: count }, (_, index) => list[index % list.length]);
}
