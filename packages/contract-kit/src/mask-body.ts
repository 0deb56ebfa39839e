import { childSchemas, facetsOf } from './check/facets.ts';
import { isSecretName } from './check/secrets.ts';
import { createMask } from './mask.ts';
import type { Schema, Schemas } from './spec/spec.ts';
import { isObject, lengthOf } from './values/json.ts';

/** Hides what looks like a token without being told. */
const mask = createMask([]);
const masked = /^\*\*\* \(\d+ characters\)$/;
const pairs = /("([^"\\]+)"\s*:\s*")((?:[^"\\]|\\.)*)"/g;

/**
 * A value in which all secrets are masked, of which no more than the length remains: what is named like one (`name` is that of the whole), and what one
 * of the schemas marks `format: password` or `writeOnly`. Masking twice is masking once.
 */
export function maskBody(value: unknown, described: readonly Schema[], schemas: Schemas, name = ''): unknown {
  const facets = described.flatMap((schema) => facetsOf(schema, schemas));
  const isSecret = isSecretName(name) || facets.some((facet) => facet['format'] === 'password' || facet['writeOnly'] === true);
  if (typeof value === 'string') return isSecret ? maskWhole(value) : maskText(value);
  if (typeof value === 'number') return isSecret ? '***' : value;
  if (Array.isArray(value)) return value.map((item, index) => maskBody(item, childSchemas(facets, index), schemas, name));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, maskBody(part, childSchemas(facets, key), schemas, key)]));
}

function maskWhole(text: string): string {
  return text === '' || masked.test(text) ? text : `*** (${lengthOf(text)} characters)`;
}

/** Of a text that holds JSON, say a body that is sent as it stands, the same. */
function maskText(text: string): string {
  return mask(text).replaceAll(pairs, (all, start: string, name: string, value: string) =>
    isSecretName(name) && value !== '' ? `${start}***"` : all,
  );
}
