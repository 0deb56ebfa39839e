import type { Oas3Rule } from '@redocly/openapi-core';
import { at, placeOf } from './node.ts';

const statuses = ['429', '500'];

/** Every operation can be throttled and can fail: a consumer who is not told so does not handle it. */
export const declaredFailures = (() => ({
  Operation(operation: unknown, ctx) {
    const place = placeOf(operation, ctx);
    const responses = place && at(ctx, place, 'responses');
    if (!responses) return;
    for (const status of statuses.filter((name) => !(name in responses.node))) {
      ctx.report({ message: `Any operation can answer ${status}: add that response.`, location: responses.location.key() });
    }
  },
})) satisfies Oas3Rule;
