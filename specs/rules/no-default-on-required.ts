import type { Oas3Rule } from '@redocly/openapi-core';
import { at, isNode, placeOf } from './node.ts';
import type { Place, Reporter, Resolver } from './node.ts';
import { requiredOf, schemaOf } from './schema.ts';

/** What is required has no default: express-openapi-validator fills defaults in before it looks, so nothing would be required any more. */
export const noDefaultOnRequired = (() => ({
  Schema(schema: unknown, ctx) {
    const place = placeOf(schema, ctx);
    if (!place || !isNode(place.node.properties)) return;
    const required = requiredOf(ctx, place);
    const properties = required.size > 0 ? at(ctx, place, 'properties') : undefined;
    if (!properties) return;
    for (const name of required) {
      const beside = properties.node[name];
      // A default may stand beside a `$ref` as well as at its target.
      reportDefault(ctx, name, isNode(beside) ? { node: beside, location: properties.location.child(name) } : undefined);
      if (isNode(beside) && '$ref' in beside) reportDefault(ctx, name, at(ctx, properties, name));
    }
  },
  Parameter(parameter: unknown, ctx) {
    const place = placeOf(parameter, ctx);
    if (place?.node.required === true) reportDefault(ctx, String(place.node.name), schemaOf(ctx, place));
  },
})) satisfies Oas3Rule;

function reportDefault(ctx: Resolver & Reporter, name: string, schema: Place | undefined): void {
  if (!schema || !('default' in schema.node)) return;
  const message = `\`${name}\` is required and has a default: remove \`default\`, or do not require it.`;
  ctx.report({ message, location: schema.location.child('default').key() });
}
