import { describe, expect, it } from 'vitest';
import { findFault } from './fault.ts';
import { itemsOf, offsetOf, placeOf } from './place.ts';

const text = '{\n "a": [1, {"b\\"": "x,]}"}, []],\n "log": {"entries": [ {"a": 1} ,\n [2, "]"] ]}\n}';

describe('a place', () => {
  it.each([
    ['/a', 'a": [1'],
    ['/a/0', '1, {'],
    ['/a/2', '[]],'],
    ['/log/entries', 'entries": '],
    ['/log/entries/0/a', 'a": 1}'],
    ['/log/nothing/below', 'log": '],
    ['', '{\n'],
  ])('of %s is where it says %j', (pointer, start) => {
    expect(text.slice(offsetOf(text, pointer))).toMatch(new RegExp(`^${start.replaceAll(/[[\]{}]/g, String.raw`\$&`)}`));
  });

  it('has a line and a column from 1', () => {
    expect([placeOf(text, 0), placeOf(text, offsetOf(text, '/log')), placeOf(text, text.length)]).toEqual([
      { line: 1, column: 1 },
      { line: 3, column: 3 },
      { line: 5, column: 2 },
    ]);
  });

  it('is known of each item of a list, and of nothing else', () => {
    expect(itemsOf(text, '/log/entries')?.map(([start, end]) => text.slice(start, end))).toEqual(['{"a": 1}', '[2, "]"]']);
    expect([itemsOf('{"log": {"entries": {}}}', '/log/entries'), itemsOf('[]', '/log'), itemsOf('', '')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('a fault', () => {
  it.each([
    ['', 0, 'it ends in the middle'],
    ['{"a": 1', 7, 'it ends in the middle'],
    ['{"a": "b', 8, 'a text has no end'],
    ['{"a": 1,}', 8, 'a name in quotes is expected'],
    ['{a: 1}', 1, 'a name in quotes is expected'],
    ['{"a" 1}', 5, 'a `:` is expected'],
    ['[1 2]', 3, 'a `,` or a `]` is expected'],
    ['{"a": [}', 7, 'a value is expected'],
    ['[nul]', 1, 'a value is expected'],
    ['["\\x"]', 1, 'a text is broken: an escape that JSON does not know, or a line break'],
    ['[] x', 3, 'the file should end here'],
  ])('of %j', (broken, offset, message) => {
    expect(() => void JSON.parse(broken)).toThrow(SyntaxError);
    expect(findFault(broken)).toEqual({ offset, message });
  });

  it.each([text, '[]', '{}', ' 1 ', '"a\\\\"', '[{"a":[{}]},null,-1.5e3,true]'])('is not in %j', (whole) => {
    expect(findFault(whole)).toBeUndefined();
  });
});
