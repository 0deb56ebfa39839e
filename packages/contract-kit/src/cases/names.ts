import type { Schema, SchemaObject, Schemas } from '../spec/spec.ts';

const branches = ['allOf', 'anyOf', 'oneOf'];
const conditions = ['if', 'then', 'else'];

/** Every property that a schema of an object names, also in its branches, with the first schema that describes it. */
export function propertiesOf(schema: Schema | undefined, schemas: Schemas): ReadonlyMap<string, Schema> {
  const found = new Map<string, Schema>();
  const seen = new Set<Schema>();
  const visit = (part: Schema | undefined): void => {
    if (typeof part !== 'object' || seen.has(part)) return;
    seen.add(part);
    for (const [name, property] of Object.entries((part['properties'] ?? {}) as Record<string, Schema>))
      if (!found.has(name)) found.set(name, property);
    for (const branch of partsOf(part, schemas)) visit(branch);
  };
  visit(schema);
  return found;
}

function partsOf(schema: SchemaObject, schemas: Schemas): (Schema | undefined)[] {
  const listed = branches.flatMap((keyword) => (schema[keyword] ?? []) as Schema[]);
  const single = conditions.map((keyword) => schema[keyword] as Schema | undefined);
  return [...(typeof schema['$ref'] === 'string' ? [schemas.named(schema['$ref'])] : []), ...listed, ...single];
}

/** The name of the property that holds a password. */
export function passwordOf(schema: Schema | undefined, schemas: Schemas): string | undefined {
  for (const [name, property] of propertiesOf(schema, schemas)) {
    const target = schemas.deref(property);
    if (typeof target === 'object' && target['format'] === 'password') return name;
  }
  return undefined;
}
