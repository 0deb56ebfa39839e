import { headerValues } from '../exchange.ts';
import type { Fault } from '../result.ts';
import { child, keysOf, valueAt } from '../spec/pointer.ts';
import type { Schema, SchemaObject } from '../spec/spec.ts';
import { isObject } from '../values/json.ts';
import type { Body } from './body.ts';
import { explain } from './breach.ts';
import { childSchemas, facetsOf } from './facets.ts';
import { whyUnsigned } from './signature.ts';
import { fault, type Subject } from './subject.ts';
import { parseToken, type Token } from './token-text.ts';

/** A string that its schema calls a token. */
interface Found {
  text: string;
  pointer: string;
  schema: SchemaObject;
}

/**
 * Tokens within a body (`contentMediaType: application/jwt`) keep what their schema says: `contentSchema` of the array of header and payload,
 * `x-lifetime` (seconds from `iat` to `exp`) beside the schema of the payload, `x-jwks` the path of the keys that sign them. Of claims only names and
 * types are told.
 */
export function checkTokens(subject: Subject, { json }: Body): Fault[] {
  const schema = subject.media?.schema;
  if (!json || schema === undefined) return [];
  return [...findTokens(subject, json.value, [schema], '')].flatMap((found) => checkToken(subject, found));
}

function* findTokens(subject: Subject, value: unknown, schemas: readonly Schema[], pointer: string): Generator<Found> {
  const { spec, oracle } = subject;
  const facets = schemas.flatMap((schema) => facetsOf(schema, spec.schemas, (branch) => oracle.isValid(branch, value)));
  if (typeof value === 'string')
    for (const schema of facets) if (schema['contentMediaType'] === 'application/jwt') yield { text: value, pointer, schema };
  if (Array.isArray(value))
    for (const [index, item] of value.entries()) yield* findTokens(subject, item, childSchemas(facets, index), child(pointer, index));
  else if (isObject(value))
    for (const [key, part] of Object.entries(value)) yield* findTokens(subject, part, childSchemas(facets, key), child(pointer, key));
}

function checkToken(subject: Subject, found: Found): Fault[] {
  const { spec, keys } = subject;
  const { pointer, schema } = found;
  const token = parseToken(found.text);
  const at = (keyword: string) => spec.schemas.locate(schema, keyword);
  if (!token) return [fault('token', `${pointer}: is no JSON Web Token`, 'header.payload.signature', '***', at('contentMediaType'))];
  const path = schema['x-jwks'];
  const set = typeof path === 'string' ? keys?.get(path) : undefined;
  const problem = set && whyUnsigned(token, set);
  return [
    ...checkContent(subject, found, token),
    ...checkLifetime(subject, found, token),
    ...checkBeginning(subject, found, token),
    ...(problem === undefined ? [] : [fault('token', `${pointer}: ${problem}`, `a key of ${String(path)}`, '***', at('x-jwks'))]),
  ];
}

function checkContent({ oracle, spec, at }: Subject, { pointer, schema }: Found, { header, payload }: Token): Fault[] {
  const content = schema['contentSchema'] as Schema | undefined;
  if (content === undefined) return [];
  const value = [header, payload];
  return oracle.breaches(content, value).map((breach) => {
    const { message, expected, pointer: inside, where } = explain(breach, spec.schemas, at);
    return fault('token', `${pointer}: ${nameOf(inside)}: ${message}`, expected, typeOf(valueAt(value, breach.pointer)), where);
  });
}

/** Seconds by which the clocks of two machines may differ. */
const clockSkew = 60;

/** Who is handed a token wants to use it now. */
function checkBeginning({ answer, spec }: Subject, { pointer, schema }: Found, { payload }: Token): Fault[] {
  const now = Date.parse(headerValues(answer, 'Date')[0] ?? '') / 1000;
  return ['nbf', 'iat'].flatMap((claim) => {
    const begin = payload[claim];
    if (Number.isNaN(now) || typeof begin !== 'number' || begin <= now + clockSkew) return [];
    const ahead = `${Math.round(begin - now)} s ahead`;
    return [
      fault(
        'token',
        `${pointer}: the payload: its ${claim} is yet to come`,
        'a time that has come',
        ahead,
        spec.schemas.locate(schema, 'contentMediaType'),
      ),
    ];
  });
}

function checkLifetime({ spec }: Subject, { pointer, schema }: Found, { payload: { iat, exp } }: Token): Fault[] {
  const payloads = childSchemas(facetsOf(schema['contentSchema'] as Schema | undefined, spec.schemas), 1);
  return payloads
    .flatMap((part) => facetsOf(part, spec.schemas))
    .flatMap((facet) => {
      const lifetime = facet['x-lifetime'];
      if (typeof lifetime !== 'number' || (typeof iat === 'number' && typeof exp === 'number' && exp - iat === lifetime)) return [];
      const actual = typeof iat === 'number' && typeof exp === 'number' ? `${exp - iat} s` : 'no iat and exp that are numbers';
      return [
        fault(
          'token',
          `${pointer}: the payload: lives for another time`,
          `${lifetime} s`,
          actual,
          spec.schemas.locate(facet, 'x-lifetime'),
        ),
      ];
    });
}

/** `/1/exp` is `/exp` of the payload. */
function nameOf(pointer: string): string {
  const [index, ...keys] = keysOf(pointer);
  const part = index === '0' ? 'the header' : index === '1' ? 'the payload' : 'the token';
  return keys.length === 0 ? part : `${keys.reduce<string>((path, key) => child(path, key), '')} of ${part}`;
}

function typeOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  return Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value;
}
