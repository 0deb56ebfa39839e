import type { CaseRequest } from '../case.ts';
import { headerValues, type Answer, type SentRequest } from '../exchange.ts';
import { child, valueAt } from '../spec/pointer.ts';
import { forge } from './forge.ts';
import { replaceAt } from '../values/json.ts';

/** What expressions speak of: an earlier request and its answer. */
export interface Source {
  request: SentRequest;
  answer: Answer;
}

/** The request with all expressions filled in, or those that the source has no value for. */
export type Resolved = { request: CaseRequest } | { missing: readonly string[] };

/** Fills `{$response.body#/id}` and the like in path and headers, and the properties that `set` names. A path takes them percent-encoded. */
export function resolve({ before: _before, set = {}, ...request }: CaseRequest, source: Source): Resolved {
  const missing: string[] = [];
  const valueOf = (expression: string): unknown => {
    const value = evaluate(expression, source);
    if (value === undefined) missing.push(expression);
    return value;
  };
  const fill = (text: string, encode: (value: string) => string = (value) => value) =>
    text.replaceAll(/\{(\$[^{}]+)\}/g, (_all, expression: string) => encode(toText(valueOf(expression))));
  const path = fill(request.path, encodeURIComponent);
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, fill(value)]));
  const values = Object.entries(set).map(([place, expression]) => {
    const whole = /^\{?(\$[^{}]+)\}?$/.exec(expression)?.[1];
    return [place.startsWith('/') ? place : child('', place), whole === undefined ? fill(expression) : valueOf(whole)] as const;
  });
  const body = values.length === 0 ? request.body : withValues(request.body, values);
  if (body === undefined && values.length > 0) missing.push('a JSON body to put them into');
  return missing.length > 0 ? { missing } : { request: { ...request, path, headers, body } };
}

/** A runtime expression of OpenAPI, or one with `|unsigned`, `|expired` or `|altered` behind it: see `forge`. Undefined if there is nothing. */
export function evaluate(expression: string, source: Source): unknown {
  const [plain = '', how] = expression.split('|');
  const value = find(plain, source);
  return how === undefined || typeof value !== 'string' ? value : forge(value, how);
}

function find(expression: string, { request, answer }: Source): unknown {
  const [, side, place, rest = ''] = /^\$(request|response)\.(body|header)(.*)$/s.exec(expression) ?? [];
  if (expression === '$statusCode') return answer.status;
  if (expression === '$url') return request.url;
  const message = side === 'request' ? request : answer;
  if (place === 'header') return headerValues({ ...answer, headers: message.headers }, rest.slice(1))[0];
  if (place !== 'body') return undefined;
  const value = parse(message.body);
  return rest === '' ? value : rest.startsWith('#') ? valueAt(value, rest.slice(1)) : undefined;
}

function withValues(body: CaseRequest['body'], values: readonly (readonly [string, unknown])[]): string | undefined {
  const start = parse(typeof body === 'string' ? Buffer.from(body) : body);
  return start === undefined
    ? undefined
    : JSON.stringify(values.reduce<unknown>((whole, [pointer, value]) => replaceAt(whole, pointer, value), start));
}

function parse(bytes: Uint8Array | undefined): unknown {
  try {
    return JSON.parse(Buffer.from(bytes ?? []).toString());
  } catch {
    return undefined;
  }
}

function toText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
