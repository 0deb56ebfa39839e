import { isJson } from './asked.ts';
import type { Deviation, RequestBody } from './example.ts';
import type { ExpectedBody } from './pair.ts';

/** The headers that an example wants, by their names in small letters, filled from the answer to the request before it. */
export function toHeaders(headers: Deviation['headers'] = {}, earlier: unknown): Record<string, string | null> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value && fill(value, earlier)]));
}

/** The body of a request example. Its `padTo` spaces are not made, only counted. */
export function toBody({ mediaType, value }: RequestBody, { raw = false, padTo = 0, set = {} }: Deviation, earlier: unknown): ExpectedBody {
  const taken = Object.entries(set).map(([name, expression]) => [name, valueOf(expression, earlier)] as const);
  const full = taken.length > 0 ? { ...Object(value), ...Object.fromEntries(taken) } : value;
  return { mediaType, text: raw ? String(value) : write(mediaType, full), isRaw: raw, least: padTo };
}

/** A value as it stands in a body. Forms are flat. */
export function write(mediaType: string, value: unknown): string {
  if (isJson(mediaType)) return JSON.stringify(value);
  if (!mediaType.startsWith('application/x-www-form-urlencoded') || typeof value !== 'object') return String(value);
  const entries = Object.entries(value ?? {}).map(([name, item]): [string, string] => [name, String(item)]);
  return new URLSearchParams(entries).toString();
}

function fill(text: string, earlier: unknown): string {
  return text.replaceAll(/\{(\$[^{}]+)\}/g, (_, expression: string) => String(valueOf(expression, earlier)));
}

/** `$response.body#/…`, the only runtime expression that examples use. */
function valueOf(expression: string, earlier: unknown): unknown {
  const [, pointer = ''] = expression.split('#');
  const keys = pointer.split('/').slice(1);
  return keys.reduce<unknown>((node, key) => Object(node)[key.replaceAll('~1', '/').replaceAll('~0', '~')], earlier);
}
