import type { NodeType } from '@redocly/openapi-core';

/** JSON Schema, draft 7: what the YAML language server of editors understands. */
export type EditorSchema = { [keyword: string]: unknown };

/** What is ours, by name: the kinds of node that it stands on, and its shape. */
export type Extensions = Readonly<Record<string, { on: readonly string[]; schema: unknown }>>;

type Property = NodeType['properties'][string];

/** Names that a type which depends on the name is asked about, */
const keys = ['', '/path', '200', 'default'];
/** and values for one that depends on the value; together they bring out each of its kinds. */
const probes: readonly unknown[] = [
  {},
  [],
  true,
  'text',
  1,
  { type: 'object' },
  { type: 'openapi' },
  { type: 'arazzo' },
  { type: 'end', name: 'text' },
  { reference: 'text' },
];

const scalars = ['string', 'number', 'integer', 'boolean', 'object', 'array'];

/**
 * The types that Redocly lints by, as a schema for completion and for errors while typing, with the descriptions it has. Where a `$ref` may stand
 * nothing else is required.
 */
export function toEditorSchema(types: Readonly<Record<string, NodeType>>, root: string, extensions: Extensions): EditorSchema {
  const definitions = Object.fromEntries(Object.entries(types).map(([name, type]) => [name, toDefinition(name, type, extensions)]));
  // Types that Redocly has for its own products only: anything goes.
  const named = JSON.stringify(definitions).matchAll(/"#\/definitions\/(\w+)"/g);
  const unknown = Object.fromEntries([...named].map(([, name = '']) => [name, {}]));
  return { $schema: 'http://json-schema.org/draft-07/schema#', $ref: `#/definitions/${root}`, definitions: { ...unknown, ...definitions } };
}

function toDefinition(
  name: string,
  { properties, additionalProperties, items, required, description }: NodeType,
  extensions: Extensions,
): EditorSchema {
  const words = description === undefined ? {} : { description };
  if (items !== undefined) return { ...words, type: 'array', items: toSchema(items) };
  const own = Object.entries(extensions).filter(([, { on }]) => on.includes(name));
  return {
    ...words,
    type: 'object',
    properties: {
      ...Object.fromEntries(
        // Extensions of others are refused by the house rules.
        Object.entries(properties)
          .filter(([key]) => !key.startsWith('x-'))
          .map(([key, property]) => [key, toSchema(property)]),
      ),
      ...Object.fromEntries(own.map(([key, { schema }]) => [key, schema])),
      $ref: { type: 'string', description: 'Where this is written: `#/components/…`, or a file beside this one.' },
    },
    additionalProperties: additionalProperties === undefined ? false : toSchema(additionalProperties),
    ...(Array.isArray(required) && required.length > 0 ? { if: { required: ['$ref'] }, else: { required } } : {}),
  };
}

function toSchema(property: Property): EditorSchema {
  if (property === null || property === undefined) return {};
  if (typeof property === 'string') return scalars.includes(property) ? { type: property } : { $ref: `#/definitions/${property}` };
  if (typeof property === 'function') return toChoice(property);
  if ('properties' in property) return toDefinition('', property, {});
  const { type, items, enum: values, minimum, description } = property;
  const given = { type, enum: values, minimum, description, items: items && toSchema(items) };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

function toChoice(resolve: Extract<Property, (...args: never[]) => unknown>): EditorSchema {
  const found = probes.flatMap((value) =>
    keys.flatMap((key) => {
      try {
        const type = resolve(value, key);
        return type === undefined || type === null ? [] : [JSON.stringify(toSchema(type))];
      } catch {
        // It looks into a value of another kind.
        return [];
      }
    }),
  );
  const choices = [...new Set(found)].map((text) => JSON.parse(text) as EditorSchema);
  const [only, ...others] = choices;
  if (!only) return {};
  return others.length === 0 ? only : { anyOf: choices };
}
