import { readText } from '../coverage/text.ts';
import type { Oracle } from '../oracle.ts';
import type { Schema } from '../spec/spec.ts';

/** What the texts of a parameter or a field stand for: the reading that its schema allows, else the one that is at least of its type. */
export function readingOf(oracle: Oracle, schema: Schema, texts: readonly string[]): unknown {
  const valid = readText(oracle, schema, texts);
  if (valid !== undefined) return valid;
  const [first = ''] = texts;
  const scalar = /^-?(0|[1-9]\d*)(\.\d+)?$/.test(first) ? Number(first) : first;
  const lists = texts.length > 1 ? [texts] : [first.split(',')];
  const readings = texts.length > 1 ? lists : [scalar, first, ...lists];
  return (
    readings.find((reading) => !oracle.breaches(schema, reading).some(({ keyword, pointer }) => keyword === 'type' && pointer === '')) ??
    first
  );
}
