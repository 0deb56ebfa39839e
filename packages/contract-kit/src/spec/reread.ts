import { YAMLException } from 'js-yaml';
import type { Reading } from './document.ts';
import { readJson } from './json.ts';
import { linesAfter } from './lines.ts';
import { copyOf, partsAround, replacePart, type Outline, type Part } from './outline.ts';
import { readYamlEntry } from './yaml.ts';

/** Texts are compared by the piece first: by the character it would take as long as reading them. */
const piece = 4096;

/**
 * Reads a text that is a version of others: the smallest entry around what differs from the nearest of them, and of the rest nothing. Undefined where
 * no entry can be read on its own, or the text cannot be read at all: whoever reads it as a whole says why.
 */
export function readAgain(known: readonly Reading[], text: string): Reading | undefined {
  const [nearest] = known.map((old) => compareTexts(old, text)).toSorted((a, b) => a.to - a.from - (b.to - b.from));
  if (!nearest) return undefined;
  const { old, from, to } = nearest;
  const growth = text.length - old.text.length;
  for (const part of partsAround(old.outline, from, to)) {
    if (part.keys.length === 0) break;
    const read = readPart(old, part, copyOf(text, part.offset, part.outline.length + growth));
    const replaced = read && replaceAt(old.value, part.keys, read.value);
    const lines = linesAfter(old.lines, text, { from, to, growth });
    if (replaced) return { text, value: replaced, outline: replacePart(old.outline, part.keys, read.outline), isJson: old.isJson, lines };
  }
  return undefined;
}

/** The stretch of the old text that became something else. */
function compareTexts(old: Reading, text: string): { old: Reading; from: number; to: number } {
  const from = commonStart(old.text, text);
  return { old, from, to: old.text.length - commonEnd(old.text, text, from) };
}

function readPart(old: Reading, { keys, offset, outline }: Part, text: string): { value: unknown; outline: Outline } | undefined {
  if (old.isJson) {
    const read = readJson(text);
    return read && { value: read.value, outline: { ...read.outline, at: outline.at } };
  }
  // What stands behind it must still begin on a line of its own.
  const isLast = offset + outline.length === old.text.length;
  if (!isLast && !text.endsWith('\n')) return undefined;
  try {
    return readYamlEntry(text, keys.at(-1) ?? '', old.text.slice(offset, offset + outline.length).search(/[^ ]/));
  } catch (error) {
    if (error instanceof YAMLException) return undefined;
    throw error;
  }
}

/** A copy of the mappings on the way; undefined where there is no such way. */
function replaceAt(value: unknown, [key, ...rest]: readonly string[], part: unknown): object | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || key === undefined || !Object.hasOwn(value, key))
    return undefined;
  const inner = rest.length === 0 ? part : replaceAt((value as Record<string, unknown>)[key], rest, part);
  return rest.length > 0 && inner === undefined ? undefined : { ...value, [key]: inner };
}

function commonStart(one: string, other: string): number {
  const end = Math.min(one.length, other.length);
  let at = 0;
  while (at + piece <= end && one.slice(at, at + piece) === other.slice(at, at + piece)) at += piece;
  while (at < end && one.charCodeAt(at) === other.charCodeAt(at)) at++;
  return at;
}

function commonEnd(one: string, other: string, from: number): number {
  const end = Math.min(one.length, other.length) - from;
  const isSame = (start: number, count: number) =>
    one.slice(one.length - start - count, one.length - start) === other.slice(other.length - start - count, other.length - start);
  let at = 0;
  while (at + piece <= end && isSame(at, piece)) at += piece;
  while (at < end && isSame(at, 1)) at++;
  return at;
}
