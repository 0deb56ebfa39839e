import type { Oas3Rule, UserContext } from '@redocly/openapi-core';
import { examplesOf } from './examples.ts';
import { entries, placeOf } from './node.ts';

/** Examples have names, and every body of a response has at least one: the names pair them and title the contract tests. */
export const namedExamples = (() => ({
  Response(response: unknown, ctx) {
    const place = placeOf(response, ctx);
    if (!place) return;
    for (const [type, media] of entries(ctx, place, 'content')) {
      if ('example' in media.node || examplesOf(ctx, media).length > 0) continue;
      ctx.report({ message: `No example of this ${type} body: add one under \`examples\`, by name.`, location: media.location.key() });
    }
  },
  MediaType: reportUnnamed,
  Parameter: reportUnnamed,
  Header: reportUnnamed,
  Schema: reportUnnamed,
})) satisfies Oas3Rule;

function reportUnnamed(value: unknown, ctx: UserContext): void {
  const place = placeOf(value, ctx);
  if (!place || !('example' in place.node)) return;
  const message = 'An example without a name: use `examples` instead of `example`.';
  ctx.report({ message, location: place.location.child('example').key() });
}
