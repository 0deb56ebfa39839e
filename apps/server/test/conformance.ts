import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect } from 'vitest';
import { securityHeaders } from '../src/http/security-headers.ts';

/** The part of a header's description that is looked at here. */
export interface HeaderSpec {
  required?: boolean;
  schema: Schema;
}

export interface Schema {
  type?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
}

/** Headers that HTTP itself adds to any answer. */
const hopHeaders: readonly string[] = ['connection', 'content-length', 'content-type', 'date', 'keep-alive', 'transfer-encoding'];

const everywhere = Object.fromEntries(Object.entries(securityHeaders).map(([name, value]) => [name.toLowerCase(), value]));

/** An oracle of its own: another instance with stricter settings than the server's validator. */
const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: true });
addFormats.default(ajv, { mode: 'full' });

/** What is wrong with a value, in the words of the oracle. */
export function faults(schema: object, value: unknown): unknown[] {
  const validate = ajv.compile(schema);
  return validate(value) ? [] : (validate.errors ?? []);
}

/** Each declared header is there if it is required, and fits its schema; those of every answer are there; and no others. */
export function expectHeaders(headers: Headers, specs: Record<string, HeaderSpec>): void {
  expect(Object.fromEntries(headers)).toMatchObject(everywhere);
  const names = [...hopHeaders, ...Object.keys(everywhere), ...Object.keys(specs).map((name) => name.toLowerCase())];
  expect([...headers.keys()].filter((name) => !names.includes(name))).toStrictEqual([]);
  for (const [name, { required, schema }] of Object.entries(specs)) {
    const value = headers.get(name);
    if (required) expect(value, name).not.toBeNull();
    if (value !== null) expect(faults(schema, schema.type === 'integer' ? Number(value) : value), name).toStrictEqual([]);
  }
}
