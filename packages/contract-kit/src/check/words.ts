import { keysOf } from '../spec/pointer.ts';

/** A name without its letter case and its joints: `refreshToken`, `refresh_token` and `Refresh-Token` are one. */
export function normalise(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}

/** The last part of a name that may be a path: `/user/street`, `user.street`, `user[street]`, `tags/0`. */
export function lastName(path: string): string {
  return namesOf(path).at(-1) ?? path;
}

/** The names in a path, without indexes. */
export function namesOf(path: string): string[] {
  const parts = path.startsWith('/') ? keysOf(path) : path.split(/[./[\]]+/);
  return parts.filter((part) => part !== '' && !/^\d+$/.test(part));
}

/** Whether a text says a name as a word of its own, or as the several words that it is made of: `refresh token`. */
export function says(text: string, name: string): boolean {
  const wanted = normalise(name);
  if (wanted === '') return name !== '' && text.includes(name);
  const words = wordsOf(text).map(normalise);
  const most = name.replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2').split(/[^\p{L}\p{N}]+/u).length;
  return words.some((_, start) =>
    Array.from({ length: most }, (__, count) => words.slice(start, start + count + 1).join('')).includes(wanted),
  );
}

/** Identifiers stay whole. */
export function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}_$-]*[\p{L}\p{N}][\p{L}\p{N}_$-]*/gu) ?? [];
}

const fillers = new Set([
  'the',
  'a',
  'an',
  'your',
  'property',
  'field',
  'parameter',
  'attribute',
  'key',
  'body',
  'query',
  'path',
  'header',
  'request',
]);

/**
 * What an issue in words is about, as precisely as words are: the names in quotes, and the first word that is no filler. Prose that only happens to
 * use a word which is also a field's name blames nobody.
 */
export function subjectsOf(text: string): string[] {
  const quoted = [...text.matchAll(/'([^'\s]{1,200})'|"([^"\s]{1,200})"|`([^`\s]{1,200})`/g)].map(([, a, b, c]) => a ?? b ?? c ?? '');
  const [first = ''] = text
    .trim()
    .split(/[\s:,]+/)
    .filter((word) => !fillers.has(normalise(word)));
  return [...quoted, first]
    .map(lastName)
    .map(normalise)
    .filter((name) => name !== '');
}
