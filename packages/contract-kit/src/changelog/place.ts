import type { Location } from '../spec/location.ts';
import type { MediaType, Operation, Parameter, ResponseSpec, Spec } from '../spec/spec.ts';
import type { Hidden } from './described.ts';
import type { Version } from './difference.ts';
import { code } from './phrase.ts';

/** An operation in both versions of a contract. */
export interface Pair {
  old: Operation;
  next: Operation;
  before: Spec;
  after: Spec;
}

/** Where a value stands in a request or an answer, in both versions. */
export interface Place {
  on: 'request' | 'answer';
  status?: string;
  /** What the whole value is called: `the body`. */
  whole: string;
  before: Version;
  after: Version;
  at: Location;
}

/** Every place of an operation that both versions have. */
export function placesOf({ old, next, before, after }: Pair): Place[] {
  const versions = (was: Version['schema'], is: Version['schema'], hidden: Hidden = 'readOnly') => ({
    before: { schemas: before.schemas, schema: was, hidden },
    after: { schemas: after.schemas, schema: is, hidden },
  });
  const parameters = old.parameters.flatMap((parameter): Place[] => {
    const twin = twinOf(parameter, old, next);
    return twin ? [{ on: 'request', whole: parameterName(twin), ...versions(parameter.schema, twin.schema), at: twin.at }] : [];
  });
  const bodies = pairContent(old.body?.content ?? [], next.body?.content ?? []).map(({ was, is, whole }): Place => ({
    on: 'request',
    whole,
    ...versions(was.schema ?? true, is.schema ?? true),
    at: is.at,
  }));
  const answers = next.responses.flatMap((response) => {
    const twin = covering(old.responses, response.status);
    return twin
      ? placesInAnswer(twin, response).map(({ was, is, ...place }): Place => ({ ...place, ...versions(was, is, 'writeOnly') }))
      : [];
  });
  return [...parameters, ...bodies, ...answers];
}

function placesInAnswer(old: ResponseSpec, next: ResponseSpec) {
  const common = { on: 'answer', status: next.status } as const;
  const headers = next.headers.flatMap((header) => {
    const twin = old.headers.find(({ name }) => name.toLowerCase() === header.name.toLowerCase());
    return twin ? [{ ...common, whole: `the header ${code(header.name)}`, was: twin.schema, is: header.schema, at: header.at }] : [];
  });
  const bodies = pairContent(old.content, next.content).map(({ was, is, whole }) => {
    return { ...common, whole, was: was.schema ?? true, is: is.schema ?? true, at: is.at };
  });
  return [...headers, ...bodies];
}

function pairContent(old: readonly MediaType[], next: readonly MediaType[]): { was: MediaType; is: MediaType; whole: string }[] {
  return next.flatMap((is) => {
    const [type = ''] = is.mediaType.split('/');
    const was = [is.mediaType, `${type}/*`, '*/*']
      .map((name) => old.find(({ mediaType }) => mediaType === name))
      .find((found) => found !== undefined);
    return was ? [{ was, is, whole: next.length > 1 ? `the body (${is.mediaType})` : 'the body' }] : [];
  });
}

/** By exact status, else by a range that covers it. */
export function covering(responses: readonly ResponseSpec[], status: string): ResponseSpec | undefined {
  const named = (name: string) => responses.find((response) => response.status === name);
  return named(status) ?? named(`${status[0]}XX`) ?? named('default');
}

/** The same parameter in the other version: in a path by its place, else by its name. */
export function twinOf(parameter: Parameter, from: Operation, to: Operation): Parameter | undefined {
  const key = keyOf(parameter, from);
  return to.parameters.find((other) => keyOf(other, to) === key);
}

function keyOf({ in: place, name }: Parameter, { template }: Operation): string {
  const names = [...template.matchAll(/\{([^}]*)\}/g)].map(([, found]) => found);
  if (place === 'path') return `path ${names.indexOf(name)}`;
  return place === 'header' ? `header ${name.toLowerCase()}` : `${place} ${name}`;
}

export function parameterName({ in: place, name }: Parameter): string {
  const kind = place === 'header' ? 'header' : place === 'cookie' ? 'cookie' : place === 'path' ? 'path parameter' : 'query parameter';
  return `the ${kind} ${code(name)}`;
}

export function isSamePlace(one: Location | undefined, other: Location): boolean {
  return one !== undefined && one.file === other.file && one.pointer === other.pointer && one.line === other.line;
}

/** Whether something that may be named by a reference is meant: it itself, or where it is named. */
export function isThere(place: Location | undefined, { at, namedAt = at }: { at: Location; namedAt?: Location }): boolean {
  return isSamePlace(place, at) || isSamePlace(place, namedAt);
}
