import type { Header, MediaType, Operation, ResponseSpec } from '../spec/spec.ts';
import { describe } from './described.ts';
import { code, describeText, oneOf } from './phrase.ts';
import { covering, isSamePlace, isThere } from './place.ts';
import type { Context, Said } from './saying.ts';

/** A media type that came or went, of the request or of an answer. One that came for another that went is told with that one. */
export function sayMediaType({ old, next, change }: Context): Said[] {
  const isGone = change.rule === 'media-type-removed';
  const isHere = ({ at }: MediaType) => isSamePlace(change.at, at);
  const inRequest = differing(old.body?.content ?? [], next.body?.content ?? [], isGone).filter(isHere);
  const inAnswers = (isGone ? old : next).responses.flatMap(({ status }) => {
    const [was, is] = [old, next].map(({ responses }) => covering(responses, status)?.content ?? []);
    return differing(was ?? [], is ?? [], isGone)
      .filter(isHere)
      .map(({ mediaType }) => sayAnswer(status, mediaType, is ?? [], isGone, was ?? []));
  });
  return [...inRequest.map(({ mediaType }) => sayRequest(mediaType, next.body?.content ?? [], isGone)), ...inAnswers];
}

function differing(was: readonly MediaType[], is: readonly MediaType[], isGone: boolean): MediaType[] {
  const lacks = (list: readonly MediaType[], { mediaType }: MediaType) => !list.some((media) => media.mediaType === mediaType);
  const gone = was.filter((media) => lacks(is, media));
  if (isGone) return gone;
  return gone.length > 0 ? [] : is.filter((media) => lacks(was, media));
}

function listOf(content: readonly MediaType[]): string {
  return oneOf(content.map(({ mediaType }) => code(mediaType)));
}

function sayRequest(mediaType: string, is: readonly MediaType[], isGone: boolean): Said {
  if (!isGone) return { group: 'added', on: 'request', text: `The body may be ${code(mediaType)} as well now.` };
  const rest = listOf(is);
  return { group: 'breaking', on: 'request', text: `The body may no longer be ${code(mediaType)} but ${rest}.`, todo: `Send ${rest}.` };
}

function sayAnswer(status: string, mediaType: string, is: readonly MediaType[], isGone: boolean, was: readonly MediaType[]): Said {
  const common = { on: 'answer', statuses: [status] } as const;
  if (!isGone) return { ...common, group: 'added', text: `May be ${code(mediaType)} now${was.length === 0 ? '; it had no body' : ''}.` };
  const rest = listOf(is);
  return rest === ''
    ? { ...common, group: 'breaking', text: `Has no body any more; it was ${code(mediaType)}.`, todo: 'Read none.' }
    : { ...common, group: 'breaking', text: `Is no longer ${code(mediaType)} but ${rest}.`, todo: `Read ${rest}.` };
}

/** A status that came or went; one success for another is one change. */
export function sayStatus({ old, next, change, prose }: Context): Said[] {
  const isGone = change.rule === 'response-removed';
  const found = (isGone ? old : next).responses.filter((response) => isThere(change.at, response));
  return found.flatMap(({ status }): Said[] => {
    const swapped = isGone ? onlySuccess(next, old) : onlySuccess(old, next);
    const isSwapped = status.startsWith('2') && swapped !== undefined;
    if (isSwapped && !isGone) return [];
    const common = { on: 'operation' } as const;
    if (isSwapped)
      return [
        { ...common, group: 'breaking', text: `Success is answered with ${swapped} now; it was ${status}.`, todo: `Expect ${swapped}.` },
      ];
    if (isGone)
      return [{ ...common, group: 'breaking', text: `The answer ${status} no longer comes.`, todo: `Do not wait for ${status}.` }];
    const why = prose.reasonOf(next, status);
    const text = `May answer ${status} now${why === '' ? '.' : `: ${why}`}`;
    return [{ ...common, group: 'added', text, todo: `Be ready for the new status ${status}.` }];
  });
}

/** The one status of success that only this version has, if the other has one instead. */
function onlySuccess(version: Operation, other: Operation): string | undefined {
  const has = ({ responses }: Operation, status: string) => responses.some((response) => response.status === status);
  const only = (one: Operation, two: Operation) =>
    one.responses.map(({ status }) => status).filter((status) => /^2\d\d$/.test(status) && !has(two, status));
  const [mine, theirs] = [only(version, other), only(other, version)];
  return mine.length === 1 && theirs.length === 1 ? mine[0] : undefined;
}

/** A header that came, went, or is no longer as sure as it was. */
export function sayHeader(context: Context): Said[] {
  const { old, next, before, after, change } = context;
  const isGone = change.rule === 'response-header-removed';
  const { schemas } = isGone ? before : after;
  const others = (isGone ? next : old).responses;
  return (isGone ? old : next).responses.flatMap(({ status, headers }) =>
    headers
      .filter((header) => isThere(change.at, header) && isChanged(covering(others, status), header))
      .map((header): Said => {
        const what = describeText(describe(schemas, [header.schema]));
        const said = { on: 'answer', statuses: [status], ...headerWords(change.rule, header, what) } as const;
        return { ...said, group: change.level === 'major' ? 'breaking' : 'added' };
      }),
  );
}

function isChanged(response: ResponseSpec | undefined, { name, required }: Header): boolean {
  const twin = response?.headers.find((other) => other.name.toLowerCase() === name.toLowerCase());
  return !twin || twin.required !== required;
}

function headerWords(rule: string, { name, required }: Header, what: string): Pick<Said, 'text' | 'todo'> {
  const header = `The header ${code(name)}`;
  if (rule === 'response-header-removed') return { text: `${header} is gone.`, todo: 'Stop reading it.' };
  if (rule === 'response-header-became-optional')
    return { text: `${header} may be absent now; it always came.`, todo: 'Be ready for answers without it.' };
  if (rule === 'response-header-became-required') return { text: `${header} always comes now.` };
  return { text: `${header} is new: ${what}.${required ? '' : ' It may be absent.'}` };
}
