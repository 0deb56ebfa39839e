import { dereference, isObject, type JsonObject } from './json.ts';

/** The headers that an answer promises, each with a value that fits: the one that the contract shows, else a plain one. What fits none is left out. */
export function toHeaders(document: JsonObject, { headers }: JsonObject): Record<string, string> {
  const entries = Object.entries(isObject(headers) ? headers : {}).flatMap(([name, value]) => {
    const header = dereference(document, value);
    const shown = Object.values(isObject(header['examples']) ? header['examples'] : {}).map((each) => dereference(document, each)['value']);
    const sample = header['example'] ?? shown[0] ?? sampleOf(dereference(document, header['schema']));
    return header['required'] === true && sample !== undefined ? [[name, String(sample)] as const] : [];
  });
  return Object.fromEntries(entries);
}

const texts = ['example', '1', 'a', '2026-01-01T00:00:00Z', 'https://example.com/'];

function sampleOf(schema: JsonObject): unknown {
  const { type, pattern, minimum = 0, enum: known } = schema;
  if ('const' in schema) return schema['const'];
  if ('default' in schema) return schema['default'];
  if (Array.isArray(known)) return known[0];
  if (type === 'integer' || type === 'number') return minimum;
  if (type === 'boolean') return true;
  return texts.find((text) => typeof pattern !== 'string' || new RegExp(pattern, 'u').test(text));
}
