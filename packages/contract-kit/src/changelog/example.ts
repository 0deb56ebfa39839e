import { maskBody } from '../mask-body.ts';
import type { Schema, Schemas } from '../spec/spec.ts';
import { isObject, lengthOf } from '../values/json.ts';
import { code } from './phrase.ts';

/** In characters; more shows nobody more. */
const longest = { text: 40, whole: 160 };

/**
 * A value in short, behind `before`: long texts cut, secrets (by name, or by what the contract says of them) masked. Of a large one only what leads to
 * `path` is shown.
 */
export function exampleText(value: unknown, schemas: Schemas, schema: Schema, path: readonly string[], before = ''): string {
  const short = shorten(maskBody(value, [schema], schemas, before.replace(/[:=] ?$/, '')));
  const whole = JSON.stringify(short) ?? '';
  // A parameter or a header is a text by itself.
  if (before !== '') return code(`${before}${typeof short === 'string' ? short : whole}`);
  return code(whole.length <= longest.whole ? whole : prune(short, path));
}

function shorten(value: unknown): unknown {
  if (typeof value === 'string')
    return lengthOf(value) <= longest.text ? value : `${[...value].slice(0, 20).join('')}… (${lengthOf(value)} characters)`;
  if (Array.isArray(value)) {
    const shown = value.slice(0, 3).map(shorten);
    return value.length > shown.length ? [...shown, `… (${value.length} items)`] : shown;
  }
  return isObject(value) ? Object.fromEntries(Object.entries(value).map(([key, part]) => [key, shorten(part)])) : value;
}

/** JSON in which all but the way to a part is left out. */
function prune(value: unknown, [key, ...rest]: readonly string[]): string {
  if (key === undefined) return isObject(value) ? keysText(Object.keys(value)) : (JSON.stringify(value) ?? '');
  if (Array.isArray(value)) return `[${prune(value[0], rest)}, …]`;
  if (!isObject(value)) return JSON.stringify(value) ?? '';
  const name = key === '*' ? Object.keys(value)[0] : key;
  if (name === undefined || !Object.hasOwn(value, name)) return prune(value, []);
  const others = Object.keys(value).length > 1 ? ', …' : '';
  return `{"${name}": ${prune(value[name], rest)}${others}}`;
}

function keysText(names: readonly string[]): string {
  const shown = names.slice(0, 8).map((name) => `${JSON.stringify(name)}: …`);
  return `{${[...shown, ...(names.length > shown.length ? [`… (${names.length} properties)`] : [])].join(', ')}}`;
}
