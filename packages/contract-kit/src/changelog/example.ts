import { childSchemas, facetsOf } from '../check/facets.ts';
import { isSecretName } from '../check/secrets.ts';
import { createMask } from '../mask.ts';
import type { Schema, Schemas } from '../spec/spec.ts';
import { isObject, lengthOf } from '../values/json.ts';
import { code } from './phrase.ts';

/** In characters; more shows nobody more. */
const longest = { text: 40, whole: 160 };

/** Hides what looks like a token without being told. */
const mask = createMask([]);

/**
 * A value in short, behind `before`: long texts cut, secrets (by name, or by what the contract says of them) masked. Of a large one only what leads to `path` is shown.
 */
export function exampleText(value: unknown, schemas: Schemas, schema: Schema, path: readonly string[], before = ''): string {
  const hidden = hide(value, [schema], schemas, '');
  const whole = JSON.stringify(hidden) ?? '';
  // A parameter or a header is a text by itself.
  if (before !== '') return code(mask(`${before}${typeof hidden === 'string' ? hidden : whole}`));
  return code(mask(whole.length <= longest.whole ? whole : prune(hidden, path)));
}

function hide(value: unknown, described: readonly Schema[], schemas: Schemas, name: string): unknown {
  const facets = described.flatMap((schema) => facetsOf(schema, schemas));
  if (typeof value === 'string') {
    const isSecret = isSecretName(name) || facets.some((facet) => facet['format'] === 'password' || facet['writeOnly'] === true);
    const size = `${lengthOf(value)} characters`;
    if (isSecret) return value === '' ? '' : `*** (${size})`;
    return lengthOf(value) <= longest.text ? value : `${[...value].slice(0, 20).join('')}… (${size})`;
  }
  if (Array.isArray(value)) {
    const shown = value.slice(0, 3).map((item, index) => hide(item, childSchemas(facets, index), schemas, name));
    return value.length > shown.length ? [...shown, `… (${value.length} items)`] : shown;
  }
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, hide(part, childSchemas(facets, key), schemas, key)]));
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
