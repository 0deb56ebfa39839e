import type { Oas3Rule, UserContext } from '@redocly/openapi-core';
import { bodyExamplesOf, isMarkedInvalid, isRaw } from './examples.ts';
import type { Example } from './examples.ts';
import { at, entries, placeOf } from './node.ts';

type Answer = Example & { status: string };

/** A request example and the response example of the same name are one contract test. */
export const pairedExamples = (() => ({
  Operation(operation: unknown, ctx) {
    const place = placeOf(operation, ctx);
    if (!place) return;
    const body = at(ctx, place, 'requestBody');
    const answers = entries(ctx, place, 'responses').flatMap(([status, response]) =>
      bodyExamplesOf(ctx, response).map((example) => ({ ...example, status })),
    );
    if (!body) return;
    const requests = bodyExamplesOf(ctx, body);
    reportRequests(ctx, requests, answers);
    reportAnswers(ctx, requests, answers, String(place.node.operationId));
    if (requests.some((request) => !isMarkedInvalid(request) && !isRaw(request))) return;
    const message = 'No example of a good request: add one that is neither `x-invalid` nor raw.';
    ctx.report({ message, location: body.location.key() });
  },
})) satisfies Oas3Rule;

function reportRequests(ctx: UserContext, requests: Example[], answers: Answer[]): void {
  for (const { name, toKey } of requests) {
    const statuses = [...new Set(answers.filter((answer) => answer.name === name).map(({ status }) => status))];
    if (statuses.length === 0) {
      ctx.report({ message: `Nothing answers the request \`${name}\`: add a response example of that name.`, location: toKey() });
    } else if (statuses.length > 1) {
      const message = `The request \`${name}\` has answers under ${statuses.join(' and ')}: keep one, or give each its own request.`;
      ctx.report({ message, location: toKey() });
    }
  }
}

function reportAnswers(ctx: UserContext, requests: Example[], answers: Answer[], operationId: string): void {
  const names = new Set(requests.map(({ name }) => name));
  for (const { name, toKey, node } of answers) {
    // Both say by themselves how to get this answer, starting from the first good request.
    if (names.has(name) || 'x-request' in node || 'x-given' in node) continue;
    const message = `No request of \`${operationId}\` gets the answer \`${name}\`: add a request example of that name, \`x-request\` or \`x-given\`.`;
    ctx.report({ message, location: toKey() });
  }
}
