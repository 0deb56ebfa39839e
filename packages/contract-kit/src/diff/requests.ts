import type { MediaType, RequestBody } from '../spec/spec.ts';
import type { Change } from './change.ts';
import { show } from './showing.ts';
import type { Pair } from './side.ts';
import { compareValues, type Finding } from './values.ts';
import { change, describe } from './words.ts';

/** What became of the body that clients send. */
export function compareBodies(pair: Pair): Finding[] {
  const [old, next] = [pair.old.body, pair.next.body];
  if (!next) return old ? [removedBody(pair, old)] : [];
  if (!old) return [addedBody(pair, next)];
  return [...(next.required && !old.required ? [requiredBody(pair, next)] : []), ...compareContent(pair, old, next)];
}

function removedBody(pair: Pair, old: RequestBody): Change {
  const [media] = old.content;
  const common = { kind: 'request', where: 'body' } as const;
  const shown = show({ ...common, value: exampleOf(media), keyword: 'the operation', described: [[pair.before, media?.schema ?? true]] });
  return {
    ...change('major', 'request-body-removed', 'the request has no body any more', old.at, pair.id),
    witness: { ...common, operation: pair.id, ...shown, refusedBy: { keyword: 'requestBody', at: pair.next.at } },
  };
}

function addedBody(pair: Pair, next: RequestBody): Change {
  if (next.required) return requiredBody(pair, next);
  return change('minor', 'request-body-added', 'the request may have a body', next.at, pair.id);
}

function requiredBody(pair: Pair, { at }: RequestBody): Change {
  const refusedBy = { keyword: 'required', at };
  const says = describe('request', 'body', undefined, 'required');
  return {
    ...change('major', 'request-body-became-required', 'the request must have a body', at, pair.id),
    witness: { kind: 'request', operation: pair.id, where: 'body', value: undefined, refusedBy, says },
  };
}

function compareContent(pair: Pair, old: RequestBody, next: RequestBody): Finding[] {
  const removed = old.content.filter(({ mediaType }) => !find(next.content, mediaType));
  const added = next.content.filter(({ mediaType }) => !find(old.content, mediaType));
  return [
    ...removed.map((media) => removedMediaType(pair, media, next)),
    ...added.map(({ mediaType, at }) => change('minor', 'media-type-added', `the request may be ${mediaType}`, at, pair.id)),
    ...old.content.flatMap((media) => {
      const twin = find(next.content, media.mediaType);
      return twin ? compareMediaTypes(pair, media, twin, old.content.length > 1 ? `body (${media.mediaType})` : 'body') : [];
    }),
  ];
}

function removedMediaType(pair: Pair, { mediaType, at }: MediaType, next: RequestBody): Change {
  const refusedBy = { keyword: 'content', at: next.at };
  return {
    ...change('major', 'media-type-removed', `the request may no longer be ${mediaType}`, at, pair.id),
    witness: {
      kind: 'request',
      operation: pair.id,
      where: 'header Content-Type',
      value: mediaType,
      refusedBy,
      says: describe('request', 'header Content-Type', mediaType, 'content'),
    },
  };
}

function compareMediaTypes(pair: Pair, old: MediaType, next: MediaType, where: string): Finding[] {
  const examples = [...old.examples, ...next.examples].flatMap((example) => ('value' in example ? [example.value] : []));
  const schemas = { before: old.schema ?? true, after: next.schema ?? true };
  return compareValues(pair, { kind: 'request', where, ...schemas, examples, text: false, at: next.at, was: old.at });
}

/** By exact name first, else a range that covers it. */
export function find(content: readonly MediaType[], mediaType: string): MediaType | undefined {
  const [type = ''] = mediaType.split('/');
  const byName = (name: string) => content.find((entry) => entry.mediaType === name);
  return byName(mediaType) ?? byName(`${type}/*`) ?? byName('*/*');
}

function exampleOf(media: MediaType | undefined): unknown {
  return media?.examples.find((example) => 'value' in example && example.extensions['x-invalid'] !== true)?.value ?? {};
}
