import { expect, test } from 'vitest';
import type { Parameter } from '../spec/spec.ts';
import { serialize } from './style.ts';

const at = { file: '', line: 1, column: 1, pointer: '' };
const base: Omit<Parameter, 'in' | 'style' | 'explode'> = {
  name: 'color',
  required: true,
  schema: true,
  allowReserved: false,
  allowEmptyValue: false,
  mediaType: undefined,
  examples: [],
  at,
};
const list = ['blue', 'black'];
const mapping = { R: 100, G: 200 };

// The table of OpenAPI 3.1, section 4.8.12.5.
test.each([
  ['path', 'simple', false, 'blue', ['blue']],
  ['path', 'simple', false, list, ['blue,black']],
  ['path', 'simple', false, mapping, ['R,100,G,200']],
  ['path', 'simple', true, mapping, ['R=100,G=200']],
  ['path', 'label', false, list, ['.blue,black']],
  ['path', 'label', true, list, ['.blue.black']],
  ['path', 'label', true, mapping, ['.R=100.G=200']],
  ['path', 'matrix', false, 'blue', [';color=blue']],
  ['path', 'matrix', false, list, [';color=blue,black']],
  ['path', 'matrix', true, list, [';color=blue;color=black']],
  ['path', 'matrix', false, mapping, [';color=R,100,G,200']],
  ['path', 'matrix', true, mapping, [';R=100;G=200']],
  ['query', 'form', true, list, ['color=blue', 'color=black']],
  ['query', 'form', false, list, ['color=blue,black']],
  ['query', 'form', true, mapping, ['R=100', 'G=200']],
  ['query', 'form', false, mapping, ['color=R,100,G,200']],
  ['query', 'spaceDelimited', false, list, ['color=blue%20black']],
  ['query', 'pipeDelimited', false, list, ['color=blue%7Cblack']],
  ['query', 'deepObject', true, mapping, ['color%5BR%5D=100', 'color%5BG%5D=200']],
  ['header', 'simple', false, list, ['blue,black']],
  ['cookie', 'form', true, 'blue', ['color=blue']],
] as const)('%s %s explode %s: %j', (place, style, explode, value, expected) => {
  expect(serialize({ ...base, in: place, style, explode }, value)).toEqual(expected);
});

test.each([
  ['path', 'a b/ä', undefined],
  ['path', 'a b?ä', ['a%20b%3F%C3%A4']],
  ['path', '..', undefined],
  ['path', '.', undefined],
  ['path', '', undefined],
  ['query', 'a&b=c', ['color=a%26b%3Dc']],
  ['query', '', undefined],
  ['query', '\uD800', undefined],
  ['header', ' padded', undefined],
  ['header', 'ä', undefined],
  ['header', 'line\nbreak', undefined],
  ['cookie', 'a;b', undefined],
  ['query', 'x'.repeat(5000), undefined],
  ['query', [], undefined],
] as const)('in a %s %j would be read as what it is, or is not sent', (place, value, expected) => {
  expect(
    serialize({ ...base, in: place, style: place === 'path' || place === 'header' ? 'simple' : 'form', explode: false }, value),
  ).toEqual(expected);
});

test('an item that holds the delimiter is not sent', () => {
  expect(serialize({ ...base, in: 'query', style: 'form', explode: false }, ['a,b'])).toBeUndefined();
  expect(serialize({ ...base, in: 'query', style: 'form', explode: true }, ['a,b'])).toEqual(['color=a%2Cb']);
});

test('a parameter with `content` is written in its media type', () => {
  const parameter: Parameter = { ...base, in: 'query', style: 'form', explode: true, mediaType: 'application/json' };
  expect(serialize(parameter, { R: 1 })).toEqual(['color=%7B%22R%22%3A1%7D']);
});
