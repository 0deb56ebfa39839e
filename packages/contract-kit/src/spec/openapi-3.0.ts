import type { SchemaObject } from './spec.ts';

/** Translates what OpenAPI 3.0 says otherwise than JSON Schema 2020-12, in place. `source` is the schema as it is written. */
export function fromOpenApi30(schema: Record<string, unknown>, source: object): void {
  const { nullable, type } = source as SchemaObject;
  // Without a `type` it says nothing (OpenAPI 3.0.3, proposal 2019-10-31).
  if (nullable === true && typeof type === 'string') schema['type'] = [type, 'null'];
  exclusive(schema, 'minimum', 'exclusiveMinimum');
  exclusive(schema, 'maximum', 'exclusiveMaximum');
}

function exclusive(schema: Record<string, unknown>, limit: string, keyword: string): void {
  if (typeof schema[keyword] !== 'boolean') return;
  const isExclusive = schema[keyword];
  delete schema[keyword];
  if (!isExclusive || schema[limit] === undefined) return;
  schema[keyword] = schema[limit];
  delete schema[limit];
}
