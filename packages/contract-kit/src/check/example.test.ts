import { describe, expect, test } from 'vitest';
import { check } from './check.ts';
import { answer, exchange, faults, options } from './contract.testing.ts';

describe('a body and its example', () => {
  const value = { id: 1, at: '2026-01-01T00:00:00Z', lines: [{ sku: 'a', token: 'x' }, { sku: 'b' }] };
  const body = { mediaType: 'application/json', value };
  test('are the same in any order, apart from what varies', () => {
    const other = { lines: [{ token: 'y', sku: 'a' }, { sku: 'b' }], at: '2027-01-01T00:00:00Z', id: 1 };
    expect(faults(answer(200, other), { body })).toStrictEqual([]);
  });
  test.each([
    ['another value', { ...value, id: 2 }, '/id'],
    ['a value of another type', { ...value, lines: {} }, '/lines'],
    ['a property less', { ...value, lines: [{ sku: 'a', token: 'x' }, {}] }, '/lines/1/sku'],
    ['a varying property less', { id: 1, lines: value.lines }, '/at'],
    ['another order of a list', { ...value, lines: [{ sku: 'b', token: 'x' }, { sku: 'a' }] }, '/lines/0/sku'],
    ['a list that is longer', { ...value, lines: [...value.lines, { sku: 'c' }] }, '/lines/2'],
  ])('differ by %s', (_title, other, pointer) =>
    expect(faults(answer(200, other), { body })).toContain(`body: differs from the example at ${pointer}`),
  );
  test('are not compared by shape', () => {
    expect(check(exchange(answer(200, { id: 5 })), { ...options({ body }), examples: 'shape' })).toStrictEqual([]);
  });
});

describe('a request that fits the contract', () => {
  const accepted = [{ status: '422', value: { message: 'no' } }];
  test('is not refused as one that does not', () => {
    expect(faults(answer(400, { message: 'no' }), { accepted })).toStrictEqual(['body: refused a valid request']);
    expect(faults(answer(422, { message: 'No.' }), { accepted })).toStrictEqual(['body: refused a valid request']);
  });
  test('may be refused in the words of an example, and for other reasons', () => {
    expect(faults(answer(422, { message: 'no' }), { accepted })).toStrictEqual([]);
    expect(faults(answer(403, { message: 'other' }), { accepted })).toStrictEqual([]);
    expect(faults(answer(400, {}))).toStrictEqual([]);
  });
});

describe('a request that breaks a rule', () => {
  const unlike = [{ status: '422', value: { message: 'wrong password' } }];
  test('is not answered like one that keeps them all', () => {
    expect(faults(answer(422, { message: 'wrong password' }), { unlike })).toStrictEqual([
      'body: answers as if the request kept every rule',
    ]);
  });
  test('may be refused in other words, and with another status', () => {
    expect(faults(answer(422, { message: 'pin is too short' }), { unlike })).toStrictEqual([]);
    expect(faults(answer(400, { message: 'wrong password' }), { unlike })).toStrictEqual([]);
  });
});
