import { Buffer } from 'node:buffer';
import { isJson, parseMediaType } from '../../check/media-type.ts';
import type { ResponseSpec } from '../../spec/spec.ts';
import { isObject } from '../../values/json.ts';
import type { AnswerIdea } from '../site.ts';
import { jsonOf, textOf, withHeader, withJson, type Wire } from '../wire.ts';

type Change = AnswerIdea['change'];

const html = '<!doctype html><title>Error</title><h1>Something went wrong</h1>';

/** Bodies that are no proper ones, and lengths that are not theirs. */
const ofAnyBody: readonly (readonly [name: string, title: string, change: Change])[] = [
  ['empty', 'has no body', (wire) => withText(wire, '')],
  ['html', 'has a web page as its body', (wire) => withText(wire, html)],
  ['html-as-such', 'is a web page', (wire) => withHeader(withText(wire, html), 'Content-Type', 'text/html; charset=utf-8')],
  ['length-too-large', 'ends before its Content-Length', (wire) => ({ ...wire, length: wire.body.length + 10 })],
  ['length-too-small', 'has more bytes than its Content-Length', (wire) => ({ ...wire, length: wire.body.length - 1 })],
];

const ofJson: typeof ofAnyBody = [
  ['truncated', 'ends in the middle', (wire) => withText(wire, textOf(wire.body).slice(0, -1))],
  ['not-json', 'is not JSON', (wire) => withText(wire, 'OK')],
  ['byte-order-mark', 'begins with a byte order mark', (wire) => withText(wire, `\uFEFF${textOf(wire.body)}`)],
  ['trailing-comma', 'has a comma too many', (wire) => withText(wire, textOf(wire.body).replace(/([}\]])$/, ',$1'))],
  ['single-quotes', 'has single quotes', (wire) => withText(wire, textOf(wire.body).replaceAll('"', "'"))],
  ['two-documents', 'is two documents', (wire) => withText(wire, `${textOf(wire.body)}${textOf(wire.body)}`)],
  ['not-utf-8', 'is not UTF-8', (wire) => ({ ...wire, body: Buffer.from(textOf(wire.body).replace('"', '"\u00e9'), 'latin1') })],
  ['doubled-key', 'has a property twice', doubleKey],
  ['null', 'is null', (wire) => withJson(wire, null)],
  ['text', 'is its JSON once more as a text', (wire) => withJson(wire, textOf(wire.body))],
  ['in-data', 'is wrapped in data', (wire) => wrap(wire, (value) => ({ data: value }))],
  ['in-a-list', 'is wrapped in a list', (wire) => wrap(wire, (value) => [value])],
];

export function* bodyIdeas({ content, status }: ResponseSpec): Generator<AnswerIdea> {
  const [media] = content;
  const toIdea = ([name, title, change]: (typeof ofAnyBody)[number]): AnswerIdea => ({
    name: `body/${name}`,
    kind: 'body',
    title,
    at: media?.at,
    change: (wire, request) => (media && wire.body.length === 0 ? undefined : change(wire, request)),
  });
  if (!media) yield* toBodiless(status).map(toIdea);
  if (media) yield* ofAnyBody.map(toIdea);
  if (media && isJson(parseMediaType(media.mediaType)?.essence ?? '')) yield* ofJson.map(toIdea);
}

function toBodiless(status: string): (typeof ofAnyBody)[number][] {
  const withType = (wire: Wire, text: string) => withHeader(withText(wire, text), 'Content-Type', 'application/json');
  const isFramed = status === '204' || status === '304';
  return [
    ['added', 'has a body', (wire) => withType(wire, '{}')],
    ['added-with-its-length', 'has a body and says so', (wire) => ({ ...withType(wire, '{}'), ...(isFramed && { length: 2 }) })],
    ['content-type-added', 'has a content type without a body', (wire) => withType(wire, '')],
    ...(isFramed
      ? ([['length-added', 'has a Content-Length', (wire) => ({ ...wire, length: 0 })]] satisfies (typeof ofAnyBody)[number][])
      : []),
  ];
}

function withText(wire: Wire, text: string): Wire {
  return { ...wire, body: Buffer.from(text) };
}

function wrap(wire: Wire, around: (value: unknown) => unknown): Wire | undefined {
  const json = jsonOf(wire);
  return json && withJson(wire, around(json.value));
}

function doubleKey(wire: Wire): Wire | undefined {
  const value = jsonOf(wire)?.value;
  const [first] = isObject(value) ? Object.entries(value) : [];
  if (!first) return undefined;
  const [name, part] = first;
  return withText(wire, `{${JSON.stringify(name)}:${JSON.stringify(part)},${textOf(wire.body).trimStart().slice(1)}`);
}
