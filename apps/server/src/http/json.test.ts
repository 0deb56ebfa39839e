import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseJson } from './json.ts';

const parse = (text: string) => parseJson(new TextEncoder().encode(text));

test('reads whatever JSON.stringify writes', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(parse(JSON.stringify(value))).toStrictEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test('refuses an object that names a property twice, at any depth', () => {
  fc.assert(
    fc.property(fc.string(), fc.jsonValue(), fc.jsonValue(), (key, first, second) => {
      const name = JSON.stringify(key);
      const object = `{${name}:${JSON.stringify(first)},${name}:${JSON.stringify(second)}}`;
      expect(parse(object)).toBeUndefined();
      expect(parse(`[{"a":[${object}]}]`)).toBeUndefined();
    }),
  );
});

test('sees through another spelling of the same name', () => {
  expect(parse(String.raw`{"email":1,"\u0065mail":2}`)).toBeUndefined();
});

test('takes the same name in different objects', () => {
  expect(parse('{"a":{"a":[{"a":1},{"a":":"}]}}')).toStrictEqual({ a: { a: [{ a: 1 }, { a: ':' }] } });
});

test('keeps __proto__ a property like any other', () => {
  const value = parse('{"__proto__":{"admin":true}}');
  expect(Object.keys(value as object)).toStrictEqual(['__proto__']);
  expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
});

test('survives ten thousand nested arrays', () => {
  expect(parse('['.repeat(10_000) + ']'.repeat(10_000))).toBeInstanceOf(Array);
});

test.each([
  ['bytes that are no UTF-8', Uint8Array.of(0x22, 0xff, 0x22)],
  ['UTF-16', Buffer.from('{"a":1}', 'utf16le')],
  ['nothing', Uint8Array.of()],
  ['half an object', Buffer.from('{"a":')],
])('refuses %s', (_name, bytes) => {
  expect(parseJson(bytes)).toBeUndefined();
});
