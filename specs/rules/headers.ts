import type { Oas3Rule } from '@redocly/openapi-core';
import { at, placeOf } from './node.ts';
import type { Place, Resolver } from './node.ts';

/** Makes the rule that a response with a status declares the headers that `headersFor` names. */
export function createHeadersRule(headersFor: (status: string) => string[]): Oas3Rule {
  return () => {
    // Operations share a response; one finding for it is enough.
    const reported = new Set<string>();
    return {
      Responses(responses: unknown, ctx) {
        const place = placeOf(responses, ctx);
        for (const status of Object.keys(place?.node ?? {})) {
          const response = place && at(ctx, place, status);
          if (!response) continue;
          for (const header of missing(ctx, response, headersFor(status))) {
            const finding = `${header} ${response.location.absolutePointer}`;
            if (reported.has(finding)) continue;
            reported.add(finding);
            ctx.report({ message: `This response lacks the header \`${header}\`: declare it.`, location: response.location.key() });
          }
        }
      },
    };
  };
}

function missing(ctx: Resolver, response: Place, headers: string[]): string[] {
  const declared = Object.keys(at(ctx, response, 'headers')?.node ?? {}).map((name) => name.toLowerCase());
  return headers.filter((header) => !declared.includes(header.toLowerCase()));
}
