import { expect, test } from 'vitest';
import { createOracle } from '../oracle.ts';
import { loadSpec } from '../spec/load.ts';
import { contentTypeOf, encodeBody, formOf, padTo } from './encode.ts';
import { withOperation } from './cases.testing.ts';

const file = { type: 'string', format: 'binary' };

async function encode(mediaType: string, value: unknown, encoding: object = {}) {
  const schema = { type: 'object', properties: { file } };
  const parts = { openapi: '3.1.0', info: {}, ...withOperation({ requestBody: { content: { [mediaType]: { schema, encoding } } } }) };
  const spec = await loadSpec('/contract/forms/openapi.yaml', JSON.stringify(parts));
  const media = spec.operations[0]?.body?.content[0];
  if (!media) throw new Error('no body');
  expect(createOracle(spec.schemas).isValid(media.schema ?? true, {})).toBe(true);
  return { body: encodeBody(media, value, spec.schemas), type: contentTypeOf(media) };
}

test('a form repeats the name of a list and escapes what has a meaning', async () => {
  const { body, type } = await encode('application/x-www-form-urlencoded', { a: ['1', 'x y'], 'b&': '=ä' });
  expect(body).toBe('a=1&a=x+y&b%26=%3D%C3%A4');
  expect(type).toBe('application/x-www-form-urlencoded');
});

test('`encoding` joins a list, and writes a part as JSON', async () => {
  const encoding = { a: { style: 'form', explode: false }, b: { contentType: 'application/json' } };
  expect((await encode('application/x-www-form-urlencoded', { a: [1, 2], b: { c: 1 } }, encoding)).body).toBe(
    'a=1%2C2&b=%7B%22c%22%3A1%7D',
  );
});

test('a file of a multipart body has a name and a type', async () => {
  const { body, type } = await encode('multipart/form-data', { file: 'bytes', note: 'hello' });
  const boundary = type.split('boundary=')[1] ?? '';
  expect(body?.split('\r\n')).toEqual([
    `--${boundary}`,
    'Content-Disposition: form-data; name="file"; filename="file"',
    'Content-Type: application/octet-stream',
    '',
    'bytes',
    `--${boundary}`,
    'Content-Disposition: form-data; name="note"',
    '',
    'hello',
    `--${boundary}--`,
    '',
  ]);
});

test.each([
  ['application/json', 'json'],
  ['application/problem+json; charset=utf-8', 'json'],
  ['text/plain', 'text'],
  ['application/xml', undefined],
  ['application/octet-stream', undefined],
])('%s is written as %s', (mediaType, form) => {
  expect(formOf(mediaType)).toBe(form);
});

test('padding counts bytes, not characters', () => {
  expect(new TextEncoder().encode(padTo('"ä"', 10))).toHaveLength(10);
});
