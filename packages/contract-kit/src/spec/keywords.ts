/** Keywords whose value is a schema. https://json-schema.org/draft/2020-12/json-schema-core#section-10 */
export const schemaKeywords = [
  'not',
  'if',
  'then',
  'else',
  'items',
  'contains',
  'propertyNames',
  'additionalProperties',
  'unevaluatedItems',
  'unevaluatedProperties',
];

/** Whose value is a list of schemas. */
export const listKeywords = ['allOf', 'anyOf', 'oneOf', 'prefixItems'];

/** Whose value is a map of schemas. */
export const mapKeywords = ['properties', 'patternProperties', 'dependentSchemas'];
