import type { Schema } from '../spec/spec.ts';
import { witnesses } from '../values/pattern.ts';

/** Printable ASCII, and one of what lies beyond. */
const alphabet = [...Array.from({ length: 95 }, (_, index) => String.fromCodePoint(32 + index)), 'é', '中', '😀', '\n'];
/** Texts are varied at their ends and around the middle. */
const places = [0, 0.5, 1];
/** Longer lists than this show nothing that shorter ones do not. */
const longest = 20_000;

/**
 * Values that lie next to each other on the two sides of a pattern that was changed, where the boundaries of one alone do not tell: each character
 * of the alphabet in texts that match, texts a character longer and shorter. And lists beyond a limit that is too far away to be varied.
 */
export function neighboursOf(schemas: readonly Schema[], known: readonly unknown[]): unknown[] {
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
  return [...texts.flatMap(nearText), ...limits.flatMap((limit) => lists.slice(0, 1).map((list) => repeat(list, limit + 1)))];
}

function nearText(text: string): string[] {
  const characters = [...text];
  if (characters.length === 0) return alphabet;
  const around = [...new Set(places.map((place) => Math.max(0, Math.round(place * (characters.length - 1)))))];
  const replaced = around.flatMap((index) => alphabet.map((character) => characters.with(index, character).join('')));
  return [text, ...replaced, text + text.slice(-1), characters.slice(0, -1).join('')];
}

function repeat(list: readonly unknown[], count: number): unknown[] {
  return Array.from({ length: count }, (_, index) => list[index % list.length]);
}
