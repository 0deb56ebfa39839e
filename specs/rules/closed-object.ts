import type { Oas3Rule } from '@redocly/openapi-core';
import { at, placeOf } from './node.ts';
import type { Place, Reporter, Resolver } from './node.ts';
import { isClosed, relationOf, subschemas } from './schema.ts';

/** Bodies are closed: a misspelt property must be an error, not silence. */
export const closedObject = (() => {
  const seen = { open: new Set<unknown>(), enclosed: new Set<unknown>() };
  return {
    MediaType(mediaType: unknown, ctx) {
      const place = placeOf(mediaType, ctx);
      const schema = place && at(ctx, place, 'schema');
      if (schema) walk(ctx, schema, false, seen);
    },
  };
}) satisfies Oas3Rule;

type Seen = { open: Set<unknown>; enclosed: Set<unknown> };

/** `enclosed`: a schema around this one closes the same object, so this one is a branch and must stay open. */
function walk(ctx: Resolver & Reporter, schema: Place, enclosed: boolean, seen: Seen): void {
  const visited = enclosed ? seen.enclosed : seen.open;
  if (visited.has(schema.node)) return;
  visited.add(schema.node);
  const closed = enclosed || isClosed(schema.node);
  if ('properties' in schema.node && !closed) {
    const message = 'An open object: add `additionalProperties: false`, or `unevaluatedProperties: false` where schemas are combined.';
    ctx.report({ message, location: schema.location.key() });
  }
  for (const [keyword, part] of subschemas(ctx, schema)) {
    const relation = relationOf(keyword);
    if (relation !== 'question') walk(ctx, part, closed && relation === 'in-place', seen);
  }
}
