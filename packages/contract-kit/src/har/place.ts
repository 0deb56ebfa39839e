import { keysOf } from '../spec/pointer.ts';

/** Line and column from 1. */
export interface Place {
  line: number;
  column: number;
}

export function placeOf(text: string, offset: number): Place {
  let line = 1;
  let start = 0;
  for (let next = text.indexOf('\n'); next !== -1 && next < offset; next = text.indexOf('\n', start)) {
    line++;
    start = next + 1;
  }
  return { line, column: offset - start + 1 };
}

/** Where a pointer into a text that is JSON points: at the name of a property, at the first character of an item; else at what is nearest above. */
export function offsetOf(text: string, pointer: string): number {
  return follow(text, pointer).place;
}

/** Where the items of a list begin and end; undefined for anything that is no list. Of a text that is not JSON they may be any. */
export function itemsOf(text: string, pointer: string): [start: number, end: number][] | undefined {
  const { value, isWhole } = follow(text, pointer);
  if (!isWhole || text[value] !== '[') return undefined;
  const items: [number, number][] = [];
  for (let at = skipSpace(text, value + 1); at < text.length && text[at] !== ']';) {
    const end = skipValue(text, at);
    items.push([at, end]);
    at = skipComma(text, end);
  }
  return items;
}

interface Found {
  place: number;
  /** Where the value begins. */
  value: number;
}

function follow(text: string, pointer: string): Found & { isWhole: boolean } {
  let found: Found = { place: 0, value: skipSpace(text, 0) };
  for (const key of keysOf(pointer)) {
    const start = text[found.value];
    const next =
      start === '{' ? findProperty(text, found.value, key) : start === '[' ? findItem(text, found.value, Number(key)) : undefined;
    if (!next) return { ...found, isWhole: false };
    found = next;
  }
  return { ...found, isWhole: true };
}

function findProperty(text: string, start: number, wanted: string): Found | undefined {
  for (let at = skipSpace(text, start + 1); text[at] === '"';) {
    const end = skipValue(text, at);
    const value = skipSpace(text, skipSpace(text, end) + 1);
    if (text.slice(at + 1, end - 1) === wanted) return { place: at + 1, value };
    at = skipComma(text, skipValue(text, value));
  }
  return undefined;
}

function findItem(text: string, start: number, wanted: number): Found | undefined {
  let at = skipSpace(text, start + 1);
  for (let index = 0; at < text.length && text[at] !== ']'; index++) {
    if (index === wanted) return { place: at, value: at };
    at = skipComma(text, skipValue(text, at));
  }
  return undefined;
}

function skipComma(text: string, offset: number): number {
  const at = skipSpace(text, offset);
  return text[at] === ',' ? skipSpace(text, at + 1) : at;
}

const space = [0x20, 0x09, 0x0a, 0x0d, 0xfeff];

export function skipSpace(text: string, offset: number): number {
  let at = offset;
  while (space.includes(text.charCodeAt(at))) at++;
  return at;
}

function skipValue(text: string, offset: number): number {
  let depth = 0;
  let at = offset;
  do {
    const character = text[at];
    if (character === '"') at = endOfText(text, at);
    else if (character === '{' || character === '[') [at, depth] = [at + 1, depth + 1];
    else if (character === '}' || character === ']') [at, depth] = [at + 1, depth - 1];
    else if (depth > 0 && between.has(text.charCodeAt(at))) at++;
    else at = endOfWord(text, at);
  } while (depth > 0 && at !== -1 && at < text.length);
  return at === -1 ? text.length : at;
}

/** What stands between values: `,`, `:` and space. */
const between = new Set([0x2c, 0x3a, ...space]);
/** What ends a word. */
const ends = new Set([...between, ...Array.from('[]{}"', (character) => character.charCodeAt(0))]);

/** Behind the quote that ends a text; -1 for a text without an end. */
export function endOfText(text: string, start: number): number {
  for (let quote = text.indexOf('"', start + 1); quote !== -1; quote = text.indexOf('"', quote + 1)) {
    let slash = quote;
    while (text[slash - 1] === '\\') slash--;
    if ((quote - slash) % 2 === 0) return quote + 1;
  }
  return -1;
}

/** Behind a number, `true`, `false` or `null`. */
export function endOfWord(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && !ends.has(text.charCodeAt(at))) at++;
  return at;
}
