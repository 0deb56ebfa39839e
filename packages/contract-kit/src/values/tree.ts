import { listKeywords, mapKeywords, schemaKeywords } from '../spec/keywords.ts';
import type { Schema, SchemaObject, Schemas } from '../spec/spec.ts';
import { namedSchemas } from './facts.ts';
import { isObject } from './json.ts';

/** The schemas directly below a keyword. */
export function schemasUnder(schemas: Schemas, owner: SchemaObject, keyword: string): Schema[] {
  const value = owner[keyword];
  if (keyword === '$ref') return typeof value === 'string' ? [schemas.named(value)] : [];
  if (schemaKeywords.includes(keyword)) return isObject(value) || typeof value === 'boolean' ? [value] : [];
  if (listKeywords.includes(keyword)) return Array.isArray(value) ? (value as Schema[]) : [];
  return mapKeywords.includes(keyword) ? namedSchemas(owner, keyword).map(([, schema]) => schema as Schema) : [];
}

/** Every schema object in these schemas and below, references followed. */
export function reachableFrom(schemas: Schemas, roots: readonly Schema[]): Set<SchemaObject> {
  const found = new Set(roots.filter((schema) => typeof schema === 'object'));
  // A Set yields what was added while it is walked.
  for (const owner of found)
    for (const keyword of Object.keys(owner))
      for (const schema of schemasUnder(schemas, owner, keyword)) if (typeof schema === 'object') found.add(schema);
  return found;
}
