import { expect, test } from 'vitest';
import { directionOfWords } from './direction.ts';

const closed = { type: 'object', properties: { a: {} }, additionalProperties: false };

test.each([
  ['which nobody can give', {}, ['b'], { refuses: true, accepts: false }],
  ['which a pattern allows', { patternProperties: { '^b': {} } }, ['b'], { refuses: true, accepts: true }],
  ['which is allowed as any other', { additionalProperties: true }, ['b'], { refuses: true, accepts: true }],
  ['of what need be no object', { type: ['object', 'null'] }, ['b'], { refuses: true, accepts: true }],
  ['that is declared, and none that was', { properties: { a: {}, b: {} } }, ['b'], { refuses: true, accepts: true }],
])('another required property, %s', (_what, change, required, expected) => {
  const before = { ...closed, ...change, required: ['a'] };
  expect(directionOfWords(before, { ...before, required }, ['required'])).toMatchObject(expected);
});

test('what nobody could give refuses nobody when it changes', () => {
  const before = { ...closed, required: ['a', 'b'] };
  expect(directionOfWords(before, { ...before, required: ['a', 'c'] }, ['required'])).toMatchObject({ refuses: false, accepts: false });
  expect(directionOfWords(before, { ...before, required: [] }, ['required'])).toMatchObject({ refuses: false, accepts: true });
});
