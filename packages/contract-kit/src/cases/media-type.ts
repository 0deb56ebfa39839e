import type { Expectation, Gap } from '../case.ts';
import type { MediaType } from '../spec/spec.ts';
import { accept, isDocumented, isNamed } from './answers.ts';
import { withHeaders } from './draft.ts';
import { formOf } from './encode.ts';
import { toGap, toSketch, type Sketch } from './sketch.ts';
import { compose, type Target } from './target.ts';

interface Attempt {
  rule: 'Content-Type' | 'Content-Encoding';
  variant: string;
  value: string | null;
}
type Judged = Attempt & { side: Sketch['side']; expect: Expectation };

const strangers = ['text/plain', 'application/xml', 'application/json', 'application/x-www-form-urlencoded'];

/** Content types that the operation does not take, no content type, and two ways to write the one that it takes. */
export function* toMediaTypeCases(target: Target): Generator<Sketch | Gap> {
  const media = [...target.bases.keys()].find((candidate) => formOf(candidate.mediaType) === 'json') ?? target.base?.media;
  const [base] = (media && target.bases.get(media)) ?? [];
  if (!media || !base) return;
  const draft = compose(target, base);
  const toCase = ({ rule, variant, value, side, expect }: Judged): Sketch =>
    toSketch(target, { ...nameOf(media, rule, variant), side, draft: withHeaders(draft, { [rule]: value }), expect });
  for (const value of strangers.filter((type) => !isTaken(target, type)).slice(0, 3))
    yield toCase({ rule: 'Content-Type', variant: value, value, side: 'fail', expect: unsupported(target) });
  // Both are JSON to a careless reader; what the contract does not list is not taken.
  for (const value of isNamed(target.operation, '415') ? ['text/json', 'application/vnd.contract-kit+json'] : [])
    if (!isTaken(target, value)) yield toCase({ rule: 'Content-Type', variant: value, value, side: 'fail', expect: unsupported(target) });
  yield toCase({ rule: 'Content-Type', variant: 'missing', value: null, side: 'fail', expect: unsupported(target) });
  if (formOf(media.mediaType) !== 'json' || media.mediaType.includes('*')) return;
  for (const attempt of encodings(media))
    if (isNamed(target.operation, '415')) yield toCase({ ...attempt, side: 'fail', expect: unreadable(target) });
    else yield toGap(target, media.at, attempt.rule, 'fail', `no 415 is documented, so a server may read ${attempt.variant}`);
  for (const attempt of spellings(media)) yield toCase({ ...attempt, side: 'pass', expect: accept(target) });
}

function nameOf(media: MediaType, rule: string, variant: string) {
  return { kind: 'media-type', at: media.at, where: '', rule, variant, title: `${rule}: ${variant}` } as const;
}

/** The body is sent in UTF-8 and as it is, whatever the header says. */
function encodings({ mediaType }: MediaType): Attempt[] {
  const charsets = ['utf-16', 'iso-8859-1'].map((charset) => `${mediaType}; charset=${charset}`);
  return [
    ...charsets.map((value) => ({ rule: 'Content-Type', variant: value, value }) as const),
    { rule: 'Content-Encoding', variant: 'gzip', value: 'gzip' },
  ];
}

function spellings({ mediaType }: MediaType): Attempt[] {
  const [type = '', subtype = ''] = mediaType.split('/');
  const capital = `${type.slice(0, 1).toUpperCase()}${type.slice(1)}/${subtype.toUpperCase()}`;
  return [
    { rule: 'Content-Type', variant: 'with-charset', value: `${mediaType}; charset=utf-8` },
    { rule: 'Content-Type', variant: 'in-capitals', value: capital },
    { rule: 'Content-Type', variant: 'with-charset-in-quotes', value: `${mediaType}; charset="UTF-8"` },
  ];
}

function isTaken({ bases }: Target, type: string): boolean {
  const [group = ''] = type.split('/');
  return [...bases.keys()].some(({ mediaType }) => [type, '*/*', `${group}/*`].includes((mediaType.split(';')[0] ?? '').trim()));
}

function unsupported({ operation }: Target): Expectation {
  if (isNamed(operation, '415')) return { statuses: ['415'], documented: true };
  const statuses = ['400', '415', '422'];
  return { statuses, documented: statuses.every((status) => isDocumented(operation, status)) };
}

/** Whoever can read the encoding finds that the body is not written in it. */
function unreadable({ operation }: Target): Expectation {
  return { statuses: ['415', ...['400', '422'].filter((status) => isNamed(operation, status))], documented: true };
}
