import type { Header, MediaType, ResponseSpec } from '../spec/spec.ts';
import type { Change, Witness } from './change.ts';
import { find } from './requests.ts';
import type { Pair } from './side.ts';
import { compareValues, type Finding } from './values.ts';
import { change, describe } from './words.ts';

/** What became of the answers. */
export function compareResponses(pair: Pair): Finding[] {
  const added = pair.next.responses.filter(({ status }) => !covering(pair.old.responses, status));
  return [
    ...pair.old.responses.flatMap((response) => compareStatus(pair, response)),
    ...pair.next.responses.filter(({ status }) => !named(pair.old.responses, status)).flatMap((response) => splitStatus(pair, response)),
    ...added.map(({ status, at, namedAt }) => change('minor', 'response-added', `${status} may come`, namedAt ?? at, pair.id)),
  ];
}

/** A status that is gone for good breaks by its nature: somebody waits for it, and no value can show that. */
function compareStatus(pair: Pair, old: ResponseSpec): Finding[] {
  const next = covering(pair.next.responses, old.status);
  if (next) return compareResponse(pair, old, next);
  // What a range or a default stood for may be spelled out now, status by status.
  const left = /^\d{3}$/.test(old.status) ? [] : pair.next.responses.filter(({ status }) => covers(old.status, status));
  const statuses = left.map(({ status }) => status).join(', ');
  if (statuses !== '')
    return [change('minor', 'response-range-narrowed', `of ${old.status} only ${statuses} may come`, old.namedAt ?? old.at, pair.id)];
  return [change('major', 'response-removed', `${old.status} is no longer documented`, old.namedAt ?? old.at, pair.id)];
}

/** A status that used to be a part of a range must stay within it. */
function splitStatus(pair: Pair, next: ResponseSpec): Finding[] {
  const old = covering(pair.old.responses, next.status);
  return old ? compareResponse(pair, { ...old, status: next.status }, next) : [];
}

function named(responses: readonly ResponseSpec[], status: string): ResponseSpec | undefined {
  return responses.find((response) => response.status === status);
}

function covering(responses: readonly ResponseSpec[], status: string): ResponseSpec | undefined {
  return named(responses, status) ?? named(responses, `${status[0]}XX`) ?? named(responses, 'default');
}

function covers(range: string, status: string): boolean {
  return range === 'default' || range === `${status[0]}XX`;
}

/** What may come with one status. */
export function compareResponse(pair: Pair, old: ResponseSpec, next: ResponseSpec): Finding[] {
  return [...compareHeaders(pair, old, next), ...compareContent(pair, old, next)];
}

function compareHeaders(pair: Pair, old: ResponseSpec, next: ResponseSpec): Finding[] {
  const twin = (headers: readonly Header[], { name }: Header) => headers.find((other) => other.name.toLowerCase() === name.toLowerCase());
  const added = next.headers.filter((header) => !twin(old.headers, header));
  return [
    ...old.headers.flatMap((header) => compareHeader(pair, old.status, header, twin(next.headers, header))),
    ...added.map(({ name, at, namedAt }) =>
      change('minor', 'response-header-added', `${old.status} has the header ${name}`, namedAt ?? at, pair.id),
    ),
  ];
}

function compareHeader(pair: Pair, status: string, old: Header, next: Header | undefined): Finding[] {
  const where = `${status} header ${old.name}`;
  const absent = old.required ? { witness: absence(pair, where, old) } : {};
  if (!next) return [{ ...change('major', 'response-header-removed', `${where} is gone`, old.namedAt ?? old.at, pair.id), ...absent }];
  const schemas = { before: old.schema, after: next.schema };
  return [
    ...(old.required && !next.required
      ? [{ ...change('major', 'response-header-became-optional', `${where} may be absent`, next.at, pair.id), ...absent }]
      : []),
    ...(next.required && !old.required
      ? [change('minor', 'response-header-became-required', `${where} always comes`, next.at, pair.id)]
      : []),
    ...compareValues(pair, { kind: 'response', where, ...schemas, examples: [], text: true, at: next.at, was: old.at }),
  ];
}

function absence(pair: Pair, where: string, { at }: Header): Witness {
  const refusedBy = { keyword: 'required', at };
  return {
    kind: 'response',
    operation: pair.id,
    where,
    value: undefined,
    refusedBy,
    says: describe('response', where, undefined, 'required'),
  };
}

function compareContent(pair: Pair, old: ResponseSpec, next: ResponseSpec): Finding[] {
  const where = `${old.status} body`;
  const instead = next.content.find(({ mediaType }) => !find(old.content, mediaType)) ?? next.content[0];
  const removed = old.content.filter(({ mediaType }) => !find(next.content, mediaType));
  const added = next.content.filter(({ mediaType }) => !find(old.content, mediaType));
  return [
    ...removed.map((media) => removedMediaType(pair, old, media, instead?.mediaType)),
    ...added.map(({ mediaType, at }) => addedMediaType(pair, old, mediaType, at)),
    ...old.content.flatMap((media) => {
      const twin = find(next.content, media.mediaType);
      return twin ? compareBodies(pair, media, twin, old.content.length > 1 ? `${where} (${media.mediaType})` : where) : [];
    }),
  ];
}

/** A client may ask for this one and no other. An answer of another type, or none, is what shows it. */
function removedMediaType(pair: Pair, old: ResponseSpec, { mediaType, at }: MediaType, instead: string | undefined): Change {
  const where = `${old.status} header Content-Type`;
  const says = describe('response', where, instead, 'content');
  return {
    ...change('major', 'media-type-removed', `${old.status} is no longer ${mediaType}`, at, pair.id),
    witness: { kind: 'response', operation: pair.id, where, value: instead, refusedBy: { keyword: 'content', at: old.at }, says },
  };
}

/** Where there was no body, one is a surprise; beside others it is on offer. */
function addedMediaType(pair: Pair, old: ResponseSpec, mediaType: string, at: Change['at']): Change {
  const message = `${old.status} may be ${mediaType}`;
  return change('minor', 'media-type-added', message, at, pair.id);
}

function compareBodies(pair: Pair, old: MediaType, next: MediaType, where: string): Finding[] {
  const examples = [...old.examples, ...next.examples].flatMap((example) => ('value' in example ? [example.value] : []));
  const schemas = { before: old.schema ?? true, after: next.schema ?? true };
  return compareValues(pair, { kind: 'response', where, ...schemas, examples, text: false, at: next.at, was: old.at });
}
