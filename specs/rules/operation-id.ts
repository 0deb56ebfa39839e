import type { Oas3Rule } from '@redocly/openapi-core';
import { placeOf } from './node.ts';

/** The operationId is the name of the handler file, the test and the client method, so it must be a JavaScript name. */
export const operationId = (() => ({
  Operation(operation: unknown, ctx) {
    const place = placeOf(operation, ctx);
    const id = place?.node.operationId;
    if (!place || typeof id !== 'string' || /^[a-z][A-Za-z0-9]*$/.test(id)) return;
    ctx.report({ message: `\`${id}\` becomes a file and a method: write it in camelCase.`, location: place.location.child('operationId') });
  },
})) satisfies Oas3Rule;
