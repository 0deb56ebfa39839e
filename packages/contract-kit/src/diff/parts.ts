import { listKeywords, mapKeywords, schemaKeywords } from '../spec/keywords.ts';
import { child } from '../spec/pointer.ts';
import type { Schema, SchemaObject } from '../spec/spec.ts';
import { isEqual } from '../values/json.ts';

/** Lists whose order says nothing. */
const sets = ['required', 'enum', 'type'];

/** The schemas inside a schema, by the pointer to them; a `$ref` beside other keywords is one of them only by name. */
export function partsOf(schema: SchemaObject): Map<string, Schema> {
  const parts = new Map<string, Schema>();
  for (const [keyword, value] of Object.entries(schema)) {
    if (schemaKeywords.includes(keyword)) parts.set(child('', keyword), value as Schema);
    const isContainer = typeof value === 'object' && value !== null && (listKeywords.includes(keyword) || mapKeywords.includes(keyword));
    if (isContainer) for (const [key, part] of Object.entries(value)) parts.set(child('', keyword, key), part as Schema);
  }
  return parts;
}

/** The keywords that the two do not have alike, schemas below them apart. Extensions say nothing about values. */
export function differingWords(before: SchemaObject, after: SchemaObject): string[] {
  const keywords = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keywords].filter((keyword) => isWord(keyword) && !isSameWord(keyword, before[keyword], after[keyword]));
}

function isWord(keyword: string): boolean {
  return !(
    keyword === '$ref' ||
    keyword.startsWith('x-') ||
    schemaKeywords.includes(keyword) ||
    listKeywords.includes(keyword) ||
    mapKeywords.includes(keyword)
  );
}

function isSameWord(keyword: string, before: unknown, after: unknown): boolean {
  if (Object.is(before, after)) return true;
  const isSet = sets.includes(keyword) && Array.isArray(before) && Array.isArray(after);
  return isSet ? isEqual(before.toSorted(byText), after.toSorted(byText)) : isEqual(before, after);
}

function byText(a: unknown, b: unknown): number {
  return toText(a) < toText(b) ? -1 : 1;
}

/** JSON with the keys in order. */
export function toText(value: unknown): string {
  const sorted = (_: string, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part;
  return JSON.stringify(value, sorted) ?? 'undefined';
}
