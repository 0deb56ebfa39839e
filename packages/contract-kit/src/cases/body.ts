import { Buffer } from 'node:buffer';
import type { Gap } from '../case.ts';
import type { MediaType } from '../spec/spec.ts';
import { accept, refuse } from './answers.ts';
import { fits } from './contract.ts';
import { withBody, withHeaders, type Draft } from './draft.ts';
import { encodeBody, formOf } from './encode.ts';
import { toSketch, type Sketch } from './sketch.ts';
import { compose, type Target } from './target.ts';

/** No body, an empty one, one that is not JSON, one of another kind than the schema wants. */
export function* toBodyCases(target: Target): Generator<Sketch | Gap> {
  for (const [media, [base]] of target.bases) {
    if (formOf(media.mediaType) !== 'json' || !base) continue;
    const draft = compose(target, base);
    yield* toAbsentCases(target, media, draft);
    const text = encodeBody(media, base.value, target.contract.spec.schemas) ?? '';
    for (const [variant, body] of malformed(text)) yield toFault(target, media, 'malformed', variant, withBody(draft, body));
    // JSON is in UTF-8 (RFC 8259, 8.1): these bytes are no character, wherever they stand.
    yield toFault(target, media, 'malformed', 'not-utf-8', withBody(draft, toLatin1(text)));
    for (const [variant, value] of roots)
      if (variant !== kindOf(base.value) && !fits(target.contract, media.schema, value))
        yield toFault(target, media, 'type', variant, withBody(draft, JSON.stringify(value)));
  }
}

const roots: readonly (readonly [string, unknown])[] = [
  ['array', []],
  ['object', {}],
  ['string', 'kit'],
  ['number', 1],
  ['null', null],
];

function kindOf(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
}

function* toAbsentCases(target: Target, media: MediaType, draft: Draft): Generator<Sketch> {
  const { operation } = target;
  const absent = withHeaders(withBody(draft, undefined), { 'Content-Type': null });
  if (operation.body?.required === false) {
    const at = operation.body.at;
    yield toSketch(target, { ...nameOf(media, target, 'required', 'absent'), at, side: 'pass', draft: absent, expect: accept(target) });
  } else {
    // A body without a content type may as well be refused for the latter.
    const expect = refuse(target, '415');
    const statuses = expect.documented ? expect.statuses : [...expect.statuses, '415'];
    const idea = { ...nameOf(media, target, 'required', 'absent'), at: media.at, side: 'fail', draft: absent } as const;
    yield toSketch(target, { ...idea, expect: { ...expect, statuses } });
    yield toFault(target, media, 'required', 'empty', withBody(draft, ''));
  }
  yield toFault(target, media, 'malformed', 'whitespace', withBody(draft, ' \r\n\t'));
}

function toFault(target: Target, media: MediaType, rule: string, variant: string, draft: Draft): Sketch {
  return toSketch(target, { ...nameOf(media, target, rule, variant), at: media.at, side: 'fail', draft, expect: refuse(target) });
}

function nameOf(media: MediaType, { base }: Target, rule: string, variant: string) {
  const where = media === base?.media ? '' : media.mediaType;
  return { kind: 'body', where, rule, variant, title: `a body that is ${variant.replaceAll('-', ' ')}` } as const;
}

/** Texts that nearly are JSON, each with one fault. */
function malformed(text: string): (readonly [variant: string, body: string])[] {
  const isContainer = text.startsWith('{') || text.startsWith('[');
  const inner = text.slice(0, -1);
  const candidates: (readonly [string, string])[] = [
    ['not-json', 'contract-kit'],
    ['truncated', inner],
    ['with-a-trailing-comma', isContainer ? `${inner},${text.slice(-1)}` : `${text},`],
    ['in-single-quotes', text.includes('"') ? text.replaceAll('"', "'") : "'kit'"],
    ['with-a-comment', `${text} // comment`],
    ['with-nan', isContainer ? text.replace(/("[^"]*":|\[)("(?:[^"\\]|\\.)*"|[^",{}[\]]+)/, '$1NaN') : 'NaN'],
    ['two-documents', `${text}\n${text}`],
  ];
  return candidates.filter(([, body]) => !isJson(body));
}

/** With a character in the last text of the body that is one byte in ISO 8859-1, and half of one in UTF-8. */
function toLatin1(text: string): Uint8Array {
  const end = text.lastIndexOf('"');
  return Buffer.from(end === -1 ? '"é"' : `${text.slice(0, end)}é${text.slice(end)}`, 'latin1');
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
