import type { Schema, SchemaObject, Schemas } from '../spec/spec.ts';

/** Whether a branch of `anyOf` or `oneOf` counts. */
export type Applies = (branch: Schema) => boolean;

/** All schemas that speak of the same value: this one, and what it names by `$ref`, `allOf`, `if`, and by those branches that apply. */
export function facetsOf(schema: Schema | undefined, schemas: Schemas, applies: Applies = () => true): SchemaObject[] {
  const found = new Set<SchemaObject>();
  const visit = (part: Schema | undefined): void => {
    if (typeof part !== 'object' || found.has(part)) return;
    found.add(part);
    if (typeof part['$ref'] === 'string') visit(schemas.named(part['$ref']));
    for (const branch of (part['allOf'] ?? []) as Schema[]) visit(branch);
    for (const keyword of ['then', 'else']) visit(part[keyword] as Schema | undefined);
    for (const branch of [...((part['anyOf'] ?? []) as Schema[]), ...((part['oneOf'] ?? []) as Schema[])])
      if (applies(branch)) visit(branch);
  };
  visit(schema);
  return [...found];
}

/** The schemas of a property or an item, by name or index. */
export function childSchemas(facets: readonly SchemaObject[], key: string | number): Schema[] {
  return facets.flatMap((facet) => childrenOf(facet, key));
}

function childrenOf(facet: SchemaObject, key: string | number): Schema[] {
  if (typeof key === 'number') {
    const prefix = (facet['prefixItems'] ?? []) as Schema[];
    const item = prefix[key] ?? (facet['items'] as Schema | undefined);
    return item === undefined ? [] : [item];
  }
  const properties = (facet['properties'] ?? {}) as Record<string, Schema>;
  const patterns = Object.entries((facet['patternProperties'] ?? {}) as Record<string, Schema>).filter(([pattern]) =>
    matches(pattern, key),
  );
  const own = [...(Object.hasOwn(properties, key) ? [properties[key]] : []), ...patterns.map(([, schema]) => schema)];
  const found = own.length > 0 ? own : [facet['additionalProperties'] as Schema | undefined];
  return found.filter((schema) => schema !== undefined);
}

function matches(pattern: string, key: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(key);
  } catch {
    return false;
  }
}
