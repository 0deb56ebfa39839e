import type { Schema, SchemaObject, Schemas } from '../spec/spec.ts';
import { facetsOf } from './facets.ts';

/**
 * What the text of a header may mean (style `simple`): first what its schema asks for, then the text itself. More than one field line means a list
 * (RFC 9110, 5.3); nothing if the schema knows no list.
 */
export function readingsOf(values: readonly string[], schema: Schema, schemas: Schemas): unknown[] {
  const facets = facetsOf(schema, schemas);
  const types = new Set(facets.flatMap((facet) => [facet['type'] ?? []].flat()));
  const isList = types.has('array') || facets.some((facet) => facet['items'] !== undefined);
  if (values.length > 1 && !isList) return [];
  const text = values.join(',');
  const lists = isList ? [listOf(text, facets, schemas)] : [];
  const wantsText = types.has('string') || types.size === 0;
  return [...lists, ...(isList && values.length > 1 ? [] : wantsText ? [text, ...scalarsOf(text)] : [...scalarsOf(text), text])];
}

function listOf(text: string, facets: readonly SchemaObject[], schemas: Schemas): unknown[] {
  const items = facets.find((facet) => facet['items'] !== undefined)?.['items'] as Schema | undefined;
  const members = text.trim() === '' ? [] : text.split(',').map((member) => member.trim());
  return members.map((member) => readingsOf([member], items ?? true, schemas)[0]);
}

/** Only as JSON writes them, so that `010` and `1e2` are no integers. */
function scalarsOf(text: string): unknown[] {
  if (/^-?(0|[1-9]\d*)(\.\d+)?$/.test(text)) return [Number(text)];
  if (text === 'true' || text === 'false') return [text === 'true'];
  return text === 'null' ? [null] : [];
}
