import { expect, test } from 'vitest';
import { blocksOf } from './snippet.ts';

const lines = ['examples:', '  one: &shared', '    value: 1', '', '    more: 2', '  two: *shared', 'after: 3'];

test('a block is its line and what is indented below it', () => {
  expect(blocksOf(lines, 1)).toStrictEqual([[1, 6]]);
  expect(blocksOf(lines, 2)).toStrictEqual([[2, 5]]);
  expect(blocksOf(lines, 7)).toStrictEqual([[7, 7]]);
});

test('where a line only names an anchor, what the anchor stands for comes with it', () => {
  expect(blocksOf(lines, 6)).toStrictEqual([
    [6, 6],
    [2, 5],
  ]);
});

test('a block is cut short, and ends where lines are not known', () => {
  const long = ['top:', ...Array.from({ length: 30 }, () => '  x')];
  expect(blocksOf(long, 1)).toStrictEqual([[1, 8]]);
  expect(blocksOf(['top:', '  x', undefined, '  x'], 1)).toStrictEqual([[1, 2]]);
});
