import { expect, test } from 'vitest';
import { toBreaches, type BodySchema } from './breaches.ts';

const schema: BodySchema = {
  required: ['name', 'address'],
  properties: {
    name: { type: 'string', minLength: 2, maxLength: 5 },
    address: { required: ['zip'], properties: { zip: { type: 'string', format: 'zip' } } },
    tags: { items: { type: 'string', maxLength: 3 } },
  },
};
const error = (path: string, keyword: string) => ({ path, errorCode: `${keyword}.openapi.validation` });

test('tells each rule with what its wording needs', () => {
  const errors = [
    error('/body/name', 'minLength'),
    error('/body/name', 'maxLength'),
    error('/body/name', 'type'),
    error('/body/name', 'pattern'),
    error('/body/address', 'required'),
  ];
  expect(toBreaches(errors, schema, { name: 'x' })).toStrictEqual([
    { rule: 'too-short', field: 'name', limit: 2, empty: false },
    { rule: 'too-long', field: 'name', limit: 5 },
    { rule: 'type', field: 'name', type: 'string' },
    { rule: 'other', field: 'name', keyword: 'pattern' },
    { rule: 'missing', field: 'address' },
  ]);
});

test('an empty value is told from a short one', () => {
  expect(toBreaches([error('/body/name', 'minLength')], schema, { name: '' })).toStrictEqual([
    { rule: 'too-short', field: 'name', limit: 2, empty: true },
  ]);
});

test('names a property within a property or a list by its path', () => {
  const errors = [error('/body/tags/1', 'maxLength'), error('/body/address/zip', 'required'), error('/body/address/zip', 'format')];
  expect(toBreaches(errors, schema, { address: {}, tags: ['a', 'long'] })).toStrictEqual([
    { rule: 'missing', field: 'address.zip' },
    { rule: 'format', field: 'address.zip', format: 'zip' },
    { rule: 'too-long', field: 'tags.1', limit: 3 },
  ]);
});

test('keeps the order of the schema, unknown properties last and as they came', () => {
  const errors = [
    error('/body/zzz', 'additionalProperties'),
    error('/body/a/b~1', 'additionalProperties'),
    error('/body/name', 'required'),
  ];
  expect(toBreaches(errors, schema, {}).map(({ field }) => field)).toStrictEqual(['name', 'zzz', 'a/b~1']);
});

const exclusive: BodySchema = {
  oneOf: [{ required: ['a'] }, { required: ['b'] }, { required: ['c'] }],
  properties: { a: {}, b: {}, c: {} },
};
const branches = ['a', 'b', 'c'].map((name) => error(`/body/${name}`, 'required'));

test('tells alternatives of which none is there once', () => {
  expect(toBreaches([...branches, error('/body', 'oneOf')], exclusive, {})).toStrictEqual([
    { rule: 'missing-alternative', field: 'a', alternatives: ['a', 'b', 'c'] },
  ]);
});

test('tells each of the alternatives that exclude each other', () => {
  expect(toBreaches([error('/body', 'oneOf')], exclusive, { c: 1, a: 1 })).toStrictEqual([
    { rule: 'conflict', field: 'a', with: 'c' },
    { rule: 'conflict', field: 'c', with: 'a' },
  ]);
});
