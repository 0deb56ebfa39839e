import type { Oracle } from '../oracle.ts';
import type { Schema, SchemaObject, Schemas } from '../spec/spec.ts';
import { applies, keywordsOf } from './keyword.ts';
import { list, named } from './occurrences.ts';

/** A keyword of one schema. */
export type Mark = (owner: SchemaObject, keyword: string) => void;

/**
 * Marks every keyword that a valid value keeps because it applied to it. Of `anyOf` and `oneOf` the branches that fit are followed, of `if` the
 * branch that it chooses. What needs more than that (`contains`, `unevaluatedProperties` with a schema) is not followed: nothing is marked in vain.
 */
export function markKept(schemas: Schemas, oracle: Oracle, schema: Schema, value: unknown, mark: Mark): void {
  const visit = (part: Schema, inner: unknown, chain: readonly Schema[]): void => {
    // A circle that never gets to another value.
    if (typeof part === 'boolean' || chain.includes(part)) return;
    for (const keyword of keywordsOf(part)) if (applies(keyword, inner)) mark(part, keyword);
    for (const same of branches(schemas, oracle, part, inner)) visit(same, inner, [...chain, part]);
    for (const [child, childValue] of children(part, inner)) visit(child, childValue, []);
  };
  visit(schema, value, []);
}

/** The schemas that hold for the same value. */
function branches(schemas: Schemas, oracle: Oracle, schema: SchemaObject, value: unknown): Schema[] {
  const fits = (part: Schema) => oracle.isValid(part, value);
  const chosen = schema['if'] === undefined ? undefined : fits(schema['if'] as Schema) ? 'then' : 'else';
  const found: Schema[] = [...list(schema, 'allOf'), ...[...list(schema, 'anyOf'), ...list(schema, 'oneOf')].filter(fits)];
  if (typeof schema['$ref'] === 'string') found.push(schemas.named(schema['$ref']));
  if (chosen && schema[chosen] !== undefined) found.push(schema[chosen] as Schema);
  if (isObject(value))
    found.push(...named(schema, 'dependentSchemas').flatMap(([name, part]) => (Object.hasOwn(value, name) ? [part] : [])));
  return found;
}

/** The schemas that hold for the parts of a value. */
function children(schema: SchemaObject, value: unknown): [Schema, unknown][] {
  if (Array.isArray(value)) {
    const fixed = list(schema, 'prefixItems');
    const rest = schema['items'] as Schema | undefined;
    return value.flatMap((item: unknown, index): [Schema, unknown][] => {
      const part = fixed[index] ?? rest;
      return part === undefined ? [] : [[part, item]];
    });
  }
  if (!isObject(value)) return [];
  const names = schema['propertyNames'] as Schema | undefined;
  return Object.entries(value).flatMap(([name, part]) => [
    ...propertySchemas(schema, name).map((child): [Schema, unknown] => [child, part]),
    ...(names === undefined ? [] : [[names, name] as [Schema, unknown]]),
  ]);
}

function propertySchemas(schema: SchemaObject, name: string): Schema[] {
  const own = named(schema, 'properties').filter(([key]) => key === name);
  const matching = named(schema, 'patternProperties').filter(([pattern]) => matches(pattern, name));
  const found = [...own, ...matching].map(([, part]) => part);
  const rest = schema['additionalProperties'] as Schema | undefined;
  return found.length > 0 || rest === undefined ? found : [rest];
}

function matches(pattern: string, name: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(name);
  } catch {
    return false;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
