import type { Facts } from './facts.ts';
import { textsOfFormat } from './format.ts';
import { lengthOf } from './json.ts';
import { safeLength, toRegExp, witnesses } from './pattern.ts';

const alphabet = 'abcdefghijklmnopqrstuvwxyz';

/** Texts that keep length, pattern and format, the plainest first; of this very length if one is given, made from `like` where that works. */
export function textsFor(facts: Facts, length?: number, like = 'text'): string[] {
  const { minLength: min, maxLength: max, patterns, formats } = facts;
  const candidates = [
    ...formats.flatMap((format) => [...(length === undefined ? [] : textsOfFormat(format, length)), ...textsOfFormat(format)]),
    ...formats.flatMap((format) => sizesOf(min, max).flatMap((size) => textsOfFormat(format, size))),
    fit(like, length ?? Math.min(Math.max(lengthOf(like), min), max)),
    ...patterns.flatMap((pattern) => witnesses(pattern, length ?? min, length ?? Math.min(max, min + 200), 4)),
    ...patterns.flatMap((pattern) => (length === undefined && max < Infinity ? witnesses(pattern, min, max, 4) : [])),
  ];
  return [...new Set(candidates)].filter((text) => {
    const size = lengthOf(text);
    return size >= min && size <= max && (length === undefined || size === length) && patterns.every((pattern) => matches(pattern, text));
  });
}

/** Exactly so long: cut off, or filled up with letters. */
export function fit(text: string, length: number): string {
  const characters = [...text];
  if (characters.length >= length) return characters.slice(0, length).join('');
  const missing = length - characters.length;
  return text + alphabet.repeat(Math.ceil(missing / alphabet.length)).slice(0, missing);
}

function matches(pattern: string, text: string): boolean {
  const isRisky = text.length > safeLength(pattern) && !witnesses(pattern, lengthOf(text), lengthOf(text), 1).includes(text);
  return !isRisky && (toRegExp(pattern)?.test(text) ?? true);
}

function sizesOf(min: number, max: number): number[] {
  return [min, max].filter((size) => size > 0 && size <= 20_000);
}
