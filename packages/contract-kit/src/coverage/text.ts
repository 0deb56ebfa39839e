import type { Oracle } from '../oracle.ts';
import type { Schema } from '../spec/spec.ts';

/**
 * The value that a header or a parameter stands for: the reading of its text that its schema allows, undefined if there is none. Texts, numbers,
 * booleans and lists of them are read; objects are not.
 */
export function readText(oracle: Oracle, schema: Schema, texts: readonly string[]): unknown {
  const lists = texts.length === 1 ? [texts, split(texts[0] ?? '')] : [texts];
  const single = texts.length === 1 ? texts : [texts.join(', ')];
  const readings = [...single, ...single.map(toScalar), ...lists, ...lists.map((list) => list.map(toScalar))];
  return readings.find((reading) => reading !== undefined && oracle.isValid(schema, reading));
}

function split(text: string): string[] {
  return text.split(',').map((part) => part.trim());
}

function toScalar(text: string): unknown {
  if (/^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(text)) return Number(text);
  return text === 'true' ? true : text === 'false' ? false : text;
}
