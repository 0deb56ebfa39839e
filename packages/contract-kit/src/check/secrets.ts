import type { SentRequest } from '../exchange.ts';
import { headerValues, type Answer } from '../exchange.ts';
import { isScheme } from '../mask.ts';
import type { MediaType, Operation, Schema, Spec } from '../spec/spec.ts';
import { isObject } from '../values/json.ts';
import { childSchemas, facetsOf } from './facets.ts';
import { keyMaterialIn } from './key-material.ts';
import { isJson, parseMediaType, rank } from './media-type.ts';
import { responseOf } from './status.ts';
import { normalise } from './words.ts';

/** Anywhere in a name, and as its last word: `passwordConfirmation` is a secret, `tokenType` is none. */
const names = {
  any: new Set(['password', 'passphrase', 'passcode', 'passwd', 'pwd', 'secret']),
  last: new Set(['pass', 'token', 'credential', 'credentials', 'apikey']),
};

/** Whether a name says that its value is secret: `password`, `refreshToken`, `x-api-key`; not `passenger`. */
export function isSecretName(name: string): boolean {
  const words = name
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '');
  return words.some((word) => names.any.has(word)) || names.last.has(words.at(-1) ?? '') || normalise(name).endsWith('apikey');
}

/** Long enough to be told from other text, and not itself a name like `password`, which every error may say. */
function isSecretValue(value: string): boolean {
  const name = normalise(value).replace(/^(?:access|refresh)/, '');
  return value.trim().length >= 4 && !names.any.has(name) && !names.last.has(name);
}

/**
 * The values of a request that must not come back: what the contract marks `format: password` or `writeOnly`, what is named like a secret, and all
 * credentials. Longest first, each once.
 */
export function secretsOf({ headers, url, body }: SentRequest, operation: Operation, spec: Spec): string[] {
  const type = parseMediaType(headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '');
  const media = type && operation.body?.content.find(({ mediaType }) => rank(mediaType, type) > 0);
  const text = body === undefined ? '' : new TextDecoder().decode(body);
  const inBody = type?.essence === 'application/x-www-form-urlencoded' ? ofPairs(new URLSearchParams(text)) : ofJson(text, media, spec);
  const keys = spec.securitySchemes.map((scheme) => `${scheme.in} ${scheme.name.toLowerCase()}`);
  const inHeaders = headers.flatMap(([name, value]) => ofHeader(name.toLowerCase(), value, keys));
  const query = URL.canParse(url) ? [...new URL(url).searchParams] : [];
  const inQuery = query.flatMap(([name, value]) => (isSecretName(name) || keys.includes(`query ${name.toLowerCase()}`) ? [value] : []));
  return tidy([...inBody, ...inHeaders, ...inQuery]);
}

/** What an answer hands out: to be masked in reports. */
export function secretsOfAnswer(answer: Answer, operation: Operation, spec: Spec): string[] {
  const type = parseMediaType(headerValues(answer, 'content-type')[0] ?? '');
  const media = type && responseOf(operation, answer.status)?.content.find(({ mediaType }) => rank(mediaType, type) > 0);
  const cookies = headerValues(answer, 'set-cookie').flatMap((cookie) => valuesOfCookies(cookie.split(';', 1)[0] ?? ''));
  const inBody = type && isJson(type.essence) ? ofJson(new TextDecoder().decode(answer.body), media, spec) : [];
  return tidy([...inBody, ...cookies, ...keyMaterialIn(answer.body)]);
}

function tidy(values: readonly string[]): string[] {
  return [...new Set(values)].filter(isSecretValue).toSorted((a, b) => b.length - a.length);
}

function ofPairs(pairs: Iterable<readonly [string, string]>): string[] {
  return [...pairs].flatMap(([name, value]) => (isSecretName(name) ? [value] : []));
}

function ofHeader(name: string, value: string, keys: readonly string[]): string[] {
  if (name === 'cookie') return valuesOfCookies(value);
  if (name !== 'authorization' && name !== 'proxy-authorization')
    return isSecretName(name) || keys.includes(`header ${name}`) ? [value] : [];
  const [, scheme = '', credentials = value] = /^(\S+) +(.*)$/.exec(value) ?? [];
  if (isScheme(credentials) || credentials === '') return [];
  if (scheme.toLowerCase() !== 'basic') return [credentials];
  const pair = Buffer.from(credentials, 'base64').toString();
  return [credentials, pair, ...(pair.includes(':') ? [pair.slice(pair.indexOf(':') + 1)] : [])];
}

function valuesOfCookies(text: string): string[] {
  return text.split(';').map((cookie) => cookie.slice(cookie.indexOf('=') + 1).trim());
}

function ofJson(text: string, media: MediaType | undefined, spec: Spec): string[] {
  const visit = (value: unknown, schemas: readonly Schema[], name: string): string[] => {
    const facets = schemas.flatMap((schema) => facetsOf(schema, spec.schemas));
    if (typeof value === 'string')
      return isSecretName(name) || facets.some((facet) => facet['format'] === 'password' || facet['writeOnly'] === true) ? [value] : [];
    if (Array.isArray(value)) return value.flatMap((item, index) => visit(item, childSchemas(facets, index), name));
    if (!isObject(value)) return [];
    return Object.entries(value).flatMap(([key, part]) => visit(part, childSchemas(facets, key), key));
  };
  try {
    return visit(JSON.parse(text), media?.schema === undefined ? [] : [media.schema], '');
  } catch {
    // Not JSON, on purpose: what is named like a secret is one nevertheless.
    return ofPairs([...text.matchAll(/"([^"\\]+)"\s*:\s*"([^"\\]+)"/g)].map(([, name = '', value = '']) => [name, value] as const));
  }
}
