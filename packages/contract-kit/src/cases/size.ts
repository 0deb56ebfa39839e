import { Buffer } from 'node:buffer';
import type { Expectation, Gap } from '../case.ts';
import type { Location } from '../spec/location.ts';
import { accept, isNamed } from './answers.ts';
import { withBody, withHeaders } from './draft.ts';
import { encodeBody, formOf, padTo } from './encode.ts';
import { toGap, toSketch, type Sketch } from './sketch.ts';
import { compose, type Target } from './target.ts';

/** Bytes that are too many for whoever documents 413 without saying where it begins. */
const tooMany = 2 * 1024 * 1024;

/** Bodies at the limit and above it, where the contract documents 413. */
export function* toSizeCases(target: Target): Generator<Sketch | Gap> {
  const { operation, base, pairs } = target;
  const response = operation.responses.find(({ status }) => status === '413');
  if (!response || !isNamed(operation, '413')) return;
  if (!base || formOf(base.media.mediaType) !== 'json') return yield toGap(target, response.at, 'size', 'fail', 'the kit pads JSON only');
  const shown = pairs.find(({ status, deviation }) => status === '413' && deviation.padTo !== undefined);
  const limit = shown?.deviation.padTo === undefined ? undefined : shown.deviation.padTo - 1;
  const refused = { statuses: ['413'], documented: true };
  if (limit === undefined) {
    yield toGap(target, response.at, 'size', 'pass', 'no example says where 413 begins (x-request.padTo)');
    return yield toSizeCase(target, response.at, tooMany, 'fail', refused);
  }
  const at = shown?.at ?? response.at;
  if (Buffer.byteLength(textOf(target)) <= limit) yield toSizeCase(target, at, limit, 'pass', accept(target));
  yield toSizeCase(target, at, limit + 1, 'fail', refused);
  yield toSizeCase(target, at, limit * 10, 'fail', refused);
  // Nothing but the bytes themselves tells how many there are.
  yield toSizeCase(target, at, limit + 1, 'fail', refused, { 'Transfer-Encoding': 'chunked' });
}

function toSizeCase(
  target: Target,
  at: Location,
  bytes: number,
  side: Sketch['side'],
  expect: Expectation,
  headers: Readonly<Record<string, string>> = {},
): Sketch {
  const note = Object.keys(headers).length > 0 ? ' in chunks' : '';
  const name = {
    kind: 'size',
    at,
    where: 'body',
    rule: 'size',
    variant: `${bytes}${note}`,
    title: `a body of ${bytes} bytes${note}`,
  } as const;
  // What is put into a body afterwards would write it anew, without the spaces.
  const draft = withBody(compose(target, target.base), padTo(textOf(target), bytes));
  return toSketch(target, { ...name, side, draft: withHeaders(draft, headers), expect });
}

function textOf({ base, contract }: Target): string {
  return (base && encodeBody(base.media, base.value, contract.spec.schemas)) ?? '';
}
