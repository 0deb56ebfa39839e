import type { SchemaObject } from '../spec/spec.ts';

const types = {
  string: ['minLength', 'maxLength', 'pattern', 'format'],
  number: ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  array: ['minItems', 'maxItems', 'uniqueItems', 'contains', 'unevaluatedItems'],
  object: [
    'required',
    'minProperties',
    'maxProperties',
    'dependentRequired',
    'propertyNames',
    'additionalProperties',
    'unevaluatedProperties',
  ],
};
const any = ['type', 'enum', 'const', 'anyOf', 'oneOf', 'not'];
const byKeyword = new Map(Object.entries(types).flatMap(([type, keywords]) => keywords.map((keyword) => [keyword, type] as const)));
/** Of these only `false` is a sentence of its own; a schema's keywords speak for themselves. */
const closing = new Set(['additionalProperties', 'unevaluatedProperties', 'unevaluatedItems', 'items']);

/** The keywords of a schema that a value can keep or break. `allOf`, `properties` and their like only lead to others. */
export function keywordsOf(schema: SchemaObject): string[] {
  return Object.keys(schema).filter((keyword) => {
    if (closing.has(keyword)) return schema[keyword] === false;
    if (keyword === 'uniqueItems') return schema[keyword] === true;
    if (keyword === 'required') return Array.isArray(schema[keyword]) && schema[keyword].length > 0;
    return any.includes(keyword) || byKeyword.has(keyword);
  });
}

/** Whether a keyword says anything of such a value: `maxLength` does of texts alone. */
export function applies(keyword: string, value: unknown): boolean {
  const type = keyword === 'items' ? 'array' : byKeyword.get(keyword);
  return type === undefined || type === typeOf(value);
}

function typeOf(value: unknown): string {
  return Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value;
}
