import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createPrint } from './print-json.ts';

const anyObject = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 5 }));

test('the text is that of JSON.stringify, however often the same object comes at whatever depth', () => {
  const print = createPrint();
  fc.assert(
    fc.property(anyObject, anyObject, (one, two) => {
      for (const value of [one, { one, two: [one] }, { two, a: { one, b: { one, c: { one } } } }, one])
        expect(print(value)).toBe(JSON.stringify(value, null, 2));
    }),
  );
});

test('what is undefined is left out', () => {
  const value = { a: undefined, b: { c: undefined }, d: { e: { f: { g: undefined, h: 1 } } } };
  expect(createPrint()(value)).toBe(JSON.stringify(value, null, 2));
});
