import { encodeBody } from '../cases/encode.ts';
import { serialize } from '../cases/style.ts';
import type { SentRequest } from '../exchange.ts';
import { SpecError } from '../spec/location.ts';
import { keysOf } from '../spec/pointer.ts';
import type { Parameter } from '../spec/spec.ts';
import type { Scope, Values } from './expression.ts';
import type { OperationTarget, Step, StepBody, StepParameter } from './flow.ts';

export interface PreparedRequest {
  request: SentRequest;
  /** As `$request.path` and `$request.query` see them. */
  path: Values;
  query: Values;
}

interface Given extends Omit<StepParameter, 'value'> {
  value: unknown;
}

/** The request of a step. Throws a `SpecError` at what has no value, or one that cannot be sent. */
export function toRequest(step: Step, target: OperationTarget, { scope, baseUrl }: { scope: Scope; baseUrl: string }): PreparedRequest {
  const given = step.parameters.map(({ value, ...parameter }): Given => ({ ...parameter, value: value(scope) }));
  const at = (place: Given['in']) => given.filter((parameter) => parameter.in === place);
  const write = (parameter: Given) => serializeGiven(parameter, target);
  const path = target.operation.path.replaceAll(/\{([^}]+)\}/g, (all, name: string) => {
    const parameter = at('path').find((candidate) => candidate.name === name);
    return parameter ? (write(parameter)[0] ?? '') : all;
  });
  const query = at('query').flatMap(write);
  const cookies = at('cookie').flatMap(write);
  const body = step.body && toBody(step.body, target, scope);
  const headers = [
    ...(body !== undefined && step.body ? [['Content-Type', step.body.contentType] as const] : []),
    ...at('header').map((parameter) => [parameter.name, write(parameter)[0] ?? ''] as const),
    ...(cookies.length > 0 ? [['Cookie', cookies.join('; ')] as const] : []),
  ];
  const url = baseUrl.replace(/\/+$/, '') + path + (query.length > 0 ? `?${query.join('&')}` : '');
  const request = { method: target.operation.method, url, headers: lastOfEach(headers), body };
  return { request, path: toValues(at('path')), query: toValues(at('query')) };
}

function serializeGiven({ name, in: place = 'header', value, at }: Given, { operation }: OperationTarget): string[] {
  const isThis = (parameter: Parameter) =>
    parameter.in === place && (parameter.name === name || (place === 'header' && isSameName(parameter.name, name)));
  const undeclared = { name, in: place, style: place === 'query' || place === 'cookie' ? 'form' : 'simple', explode: true, required: true };
  const rest = { schema: true, allowReserved: false, allowEmptyValue: false, mediaType: undefined, examples: [], at };
  const written = serialize(operation.parameters.find(isThis) ?? { ...undeclared, ...rest }, value);
  if (!written) throw new SpecError(`the value of ${name} cannot be sent in the ${place}`, at);
  return written;
}

/** A text is sent as it stands, because it is how a body is written that is no JSON. */
function toBody({ media, payload, replacements, at }: StepBody, { spec }: OperationTarget, scope: Scope): Uint8Array | undefined {
  const filled = payload?.(scope);
  const value = replacements.reduce((whole, { target, value: fill, at: place }) => {
    const replaced = replaceAt(whole, keysOf(target), fill(scope));
    if (replaced === undefined) throw new SpecError(`the payload has nothing at ${target}`, place);
    return replaced;
  }, filled);
  if (value === undefined) return undefined;
  const text = typeof value === 'string' ? value : encodeBody(media, value, spec.schemas);
  if (text === undefined) throw new SpecError(`the payload cannot be written as ${media.mediaType}`, at);
  return new TextEncoder().encode(text);
}

/** A copy with another value at the place, undefined if there is no such place. */
function replaceAt(whole: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  if (typeof whole !== 'object' || whole === null) return undefined;
  const inner = rest.length === 0 ? value : replaceAt((whole as Record<string, unknown>)[key], rest, value);
  if (inner === undefined) return undefined;
  return Array.isArray(whole) ? whole.map((item: unknown, index) => (String(index) === key ? inner : item)) : { ...whole, [key]: inner };
}

/** A header that the story names replaces one that was added for it. */
function lastOfEach(headers: readonly (readonly [string, string])[]): (readonly [string, string])[] {
  return headers.filter(([name], index) => !headers.slice(index + 1).some(([other]) => isSameName(name, other)));
}

function isSameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function toValues(given: readonly Given[]): Values {
  return Object.fromEntries(given.map(({ name, value }) => [name, value]));
}
