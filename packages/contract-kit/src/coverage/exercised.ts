import type { SentRequest } from '../exchange.ts';
import type { Oracle } from '../oracle.ts';
import type { Operation, Parameter, Schema, SchemaObject, Schemas } from '../spec/spec.ts';
import { markKept, type Mark } from './kept.ts';
import { createOwners, list } from './occurrences.ts';
import { describes, headerOf, jsonOf, mediaTypeOf, type Observed } from './observed.ts';
import { createPathReader } from './route.ts';
import { readText } from './text.ts';

type Exercised = (owner: SchemaObject | undefined, keyword: string, side: 'pass' | 'fail') => boolean;

/** Statuses that say that a request breaks the contract. Others may have another cause. */
const invalid = new Set([400, 422]);

/** What requests show by themselves, whatever they were sent for. Only JSON bodies and plain parameters are looked into. */
export function exercised(schemas: Schemas, oracle: Oracle, operation: Operation, seen: readonly Observed[]): Exercised {
  const marks = { pass: new Map<SchemaObject, Set<string>>(), fail: new Map<SchemaObject, Set<string>>() };
  const marker = (side: 'pass' | 'fail') => (owner: SchemaObject, keyword: string) => {
    marks[side].set(owner, (marks[side].get(owner) ?? new Set()).add(keyword));
  };
  const ownersOf = createOwners(schemas);
  const read = createValueReader(oracle, operation);
  for (const { request, answer } of seen)
    for (const [schema, value] of read(request))
      if (isGood(answer.status) && oracle.isValid(schema, value)) markKept(schemas, oracle, schema, value, marker('pass'));
      else if (invalid.has(answer.status)) markBroken(ownersOf, oracle, schema, value, marker('fail'));
  // What is required is in every request that keeps the rules.
  const hasKept = seen.some(({ answer, case: made }) => made?.side === 'pass' || isGood(answer.status));
  return (owner, keyword, side) => (owner ? marks[side].get(owner)?.has(keyword) === true : side === 'pass' && hasKept);
}

function isGood(status: number): boolean {
  return status >= 200 && status < 300;
}

/** Only a single fault tells what the answer is about. That no branch of a composition fits is one, however many keywords of branches break. */
function markBroken(ownersOf: ReturnType<typeof createOwners>, oracle: Oracle, schema: Schema, value: unknown, mark: Mark): void {
  const breaches = oracle.breaches(schema, value);
  // Most are alone: what lies within what is then of no interest.
  if (breaches.length > 1 && !breaches.some(({ keyword }) => isComposition(keyword))) return;
  const within = breaches.flatMap(({ keyword, owner }) =>
    isComposition(keyword) ? list(owner, keyword).map((branch) => ownersOf(branch)) : [],
  );
  const faults = breaches.filter(({ owner }) => !within.some((owners) => owners.has(owner)));
  if (faults.length === 1) for (const { owner, keyword } of breaches) mark(owner, keyword);
}

function isComposition(keyword: string): boolean {
  return keyword === 'anyOf' || keyword === 'oneOf';
}

/** Reads the parts of a request that have a schema, as far as they can be read. */
function createValueReader(oracle: Oracle, operation: Operation): (request: SentRequest) => [Schema, unknown][] {
  const pathValues = createPathReader(operation);
  return (request) => {
    const url = URL.canParse(request.url) ? new URL(request.url) : undefined;
    const content = operation.body?.content.find(({ mediaType }) => describes(mediaType, mediaTypeOf(request)));
    const body = content?.schema === undefined ? undefined : jsonOf(request);
    const parameters = operation.parameters.flatMap((parameter): [Schema, unknown][] => {
      const texts = parameter.in === 'path' ? [pathValues(request.url)[parameter.name] ?? ''] : textsOf(parameter, request, url);
      const value = texts.length === 0 ? undefined : readText(oracle, parameter.schema, texts);
      return value === undefined ? [] : [[parameter.schema, value]];
    });
    return content?.schema === undefined || body === undefined ? parameters : [...parameters, [content.schema, body]];
  };
}

function textsOf({ name, in: place, mediaType }: Parameter, request: SentRequest, url: URL | undefined): string[] {
  if (mediaType !== undefined) return [];
  if (place === 'query') return url?.searchParams.getAll(name) ?? [];
  if (place === 'header') return [headerOf(request, name) ?? []].flat();
  const pairs = (headerOf(request, 'cookie') ?? '').split(';').map((pair) => pair.trim());
  return pairs.filter((pair) => pair.startsWith(`${name}=`)).map((pair) => pair.slice(name.length + 1));
}
