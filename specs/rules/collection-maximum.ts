import type { Oas3Rule } from '@redocly/openapi-core';
import { placeOf } from './node.ts';
import type { Node } from './node.ts';
import { hasType, isListed, isMap } from './schema.ts';

/** Arrays and maps have a maximum: the validator reports every breach, so an unbounded body would buy an unbounded answer. */
export const collectionMaximum = (() => ({
  Schema(schema: unknown, ctx) {
    const place = placeOf(schema, ctx);
    if (!place) return;
    const report = (message: string) => ctx.report({ message, location: place.location.key() });
    if (isOpenArray(place.node)) report('An array without a maximum: add `maxItems`.');
    if (isMap(place.node) && !('maxProperties' in place.node))
      report('A map without a maximum: add `maxProperties`, or `properties` and `additionalProperties: false`.');
  },
})) satisfies Oas3Rule;

function isOpenArray(schema: Node): boolean {
  const isArray = hasType(schema, 'array') || 'items' in schema;
  return isArray && !('maxItems' in schema) && schema.items !== false && !isListed(schema);
}
