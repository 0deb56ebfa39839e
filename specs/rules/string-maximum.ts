import type { Oas3Rule } from '@redocly/openapi-core';
import { at, placeOf } from './node.ts';
import type { Node } from './node.ts';
import { hasType, isListed, isMap } from './schema.ts';

/** Every string has a maximum, and so have the names of a map's properties: what is unbounded fills memory, logs and database. */
export const stringMaximum = (() => ({
  Schema(schema: unknown, ctx) {
    const place = placeOf(schema, ctx);
    if (!place) return;
    const report = (message: string) => ctx.report({ message, location: place.location.key() });
    if (hasType(place.node, 'string') && !hasMaximum(place.node))
      report('A string without a maximum: add `maxLength`, or list the values with `enum` or `const`.');
    if (!isMap(place.node)) return;
    const names = at(ctx, place, 'propertyNames');
    // Names declared as strings are a schema of their own, which this rule visits by itself.
    if (names && (hasMaximum(names.node) || hasType(names.node, 'string'))) return;
    report('Property names without a maximum: add `propertyNames: { maxLength: … }` to this map.');
  },
})) satisfies Oas3Rule;

function hasMaximum(schema: Node): boolean {
  return 'maxLength' in schema || isListed(schema);
}
