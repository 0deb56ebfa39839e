import { Buffer } from 'node:buffer';
import type { SentRequest } from '../../exchange.ts';
import type { ResponseSpec } from '../../spec/spec.ts';
import type { AnswerIdea, Site } from '../site.ts';
import { jsonOf, textOf, withHeader, withJson, type Wire } from '../wire.ts';

/** An unknown account and a wrong password, told apart by as little as possible. */
export function* sameIdeas({ results }: Site, { status }: ResponseSpec): Generator<AnswerIdea> {
  for (const { case: test, exchanges } of results) {
    if (test.kind !== 'same-answer' || !test.expect.statuses.includes(status)) continue;
    const unknown = textOf(exchanges.at(-1)?.request.body);
    const isUnknown = (request: SentRequest) => textOf(request.body) === unknown;
    const name = test.id.split('/').at(-2) ?? 'account';
    for (const [variant, title, change] of differences)
      yield {
        name: `same-answer/${name}/${variant}`,
        kind: 'same-answer',
        title: `an unknown ${name} is told by ${title}`,
        at: test.at,
        change: (wire, request) => (isUnknown(request) ? change(wire) : undefined),
      };
  }
}

const differences: readonly (readonly [name: string, title: string, change: (wire: Wire) => Wire | undefined])[] = [
  ['status', 'another status', (wire) => ({ ...wire, status: wire.status === 404 ? 401 : 404 })],
  ['header', 'a header', (wire) => withHeader(wire, 'X-Reason', 'unknown-account')],
  ['space', 'one more byte', (wire) => ({ ...wire, body: Buffer.concat([wire.body, Buffer.from('\n')]) })],
  ['word', 'one word', (wire) => ({ ...wire, body: Buffer.from(textOf(wire.body).replace(/\b([a-z]{4,})\b(?!"\s*:)/, '$1s')) })],
  [
    'order',
    'the order of its properties',
    (wire) => {
      const value = jsonOf(wire)?.value;
      const entries = typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
      return entries.length > 1 ? withJson(wire, Object.fromEntries(entries.toReversed())) : undefined;
    },
  ],
];
