import { expect, it } from 'vitest';
import { createOracle } from '../oracle.ts';
import { textsNearFormat, textsOfFormat } from './format.ts';
import { lengthOf } from './json.ts';
import { readSchema } from './schema.testing.ts';

const names = [
  'email',
  'date',
  'date-time',
  'time',
  'duration',
  'uuid',
  'uri',
  'uri-reference',
  'url',
  'uri-template',
  'ipv4',
  'ipv6',
  'hostname',
  'byte',
];
const rest = ['json-pointer', 'relative-json-pointer', 'json-pointer-uri-fragment', 'regex', 'iso-time', 'iso-date-time'];
const { context } = await readSchema(true);
const oracle = createOracle(context.schemas);

it.each([...names, ...rest])('%s: the oracle agrees with every text', (format) => {
  const schema = { type: 'string', format };
  expect(textsOfFormat(format).length).toBeGreaterThan(0);
  for (const text of textsOfFormat(format)) expect([text, oracle.isValid(schema, text)]).toEqual([text, true]);
  for (const [, text] of textsNearFormat(format)) expect([text, oracle.isValid(schema, text)]).toEqual([text, false]);
});

it.each(['email', 'uri', 'uri-reference', 'url', 'hostname', 'byte', 'json-pointer', 'regex'])('%s: texts of a given length', (format) => {
  const made = [...Array(250).keys()].flatMap((length) => textsOfFormat(format, length).map((text) => ({ length, text })));
  expect(made.length).toBeGreaterThan(60);
  for (const { length, text } of made) expect([lengthOf(text), oracle.isValid({ format }, text)]).toEqual([length, true]);
});

it('keeps to the lengths that mail and name servers know', () => {
  for (const length of [100, 200, 254]) {
    const [local = '', host = ''] = textsOfFormat('email', length)[0]?.split('@') ?? [];
    expect(local.length).toBeLessThanOrEqual(64);
    for (const label of host.split('.')) expect(label).toMatch(/^.{1,63}$/);
  }
});

it('knows nothing of a format of one product', () => {
  expect(textsOfFormat('constructor')).toEqual([]);
});
