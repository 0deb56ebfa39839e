import type { JsonObject } from './json.ts';

/**
 * A schema of OpenAPI 3.0 in the words of JSON Schema, which knows neither `nullable` nor an exclusive limit that is true or false. Any other schema stays
 * the same object.
 */
export function toStandard(schema: JsonObject): JsonObject {
  const { nullable, exclusiveMinimum, exclusiveMaximum, minimum, maximum, ...rest } = schema;
  if (![nullable, exclusiveMinimum, exclusiveMaximum].some((value) => typeof value === 'boolean')) return schema;
  return {
    ...rest,
    // Without a type beside it, it allows nothing more.
    ...(nullable === true && typeof rest['type'] === 'string' && { type: [rest['type'], 'null'] }),
    ...toLimit('minimum', 'exclusiveMinimum', minimum, exclusiveMinimum),
    ...toLimit('maximum', 'exclusiveMaximum', maximum, exclusiveMaximum),
  };
}

function toLimit(limit: string, exclusive: string, bound: unknown, isExclusive: unknown): JsonObject {
  const others = { ...(bound !== undefined && { [limit]: bound }), ...(typeof isExclusive === 'number' && { [exclusive]: isExclusive }) };
  return isExclusive === true ? { [exclusive]: bound } : others;
}
