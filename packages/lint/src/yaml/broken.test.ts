import { expect, test } from 'vitest';
import { findBroken } from './broken.ts';

const entry = (name: string) => `  ${name}:\n    title: ${name}\n    size: 1\n    kind: { of: cup }\n`;
const text = `# note\nopenapi: 3.1.0\ncups:\n${['one', 'two', 'six'].map(entry).join('')}mugs: &mugs\n  a: 1\nothers:\n  b: *mugs\n`;

test.each<[what: string, from: string, to: string, gaveUp: number, line: number]>([
  ['a colon too many', 'title: two', 'title: two: b', 9, 8],
  ['a tab', '    size: 1\n    kind: { of: cup }\n  six', '    size: 1\n\tkind: 1\n  six', 11, 8],
  ['a bracket that is closed nowhere', '{ of: cup }\n  two', '{ of: cup\n  two', 20, 3],
  ['a quote that is closed nowhere', 'title: two', "title: 'two", 21, 8],
  ['a line that is less deep', '    kind: { of: cup }\n  six', 'kind\n  six', 12, 11],
  ['a conflict', '  two:\n', '<<<<<<< HEAD\n  two:\n', 8, 3],
  ['a bracket behind an alias', 'b: *mugs', 'b: *mugs\n  c: [', 20, 18],
])('%s is in its entry', (_, from, to, gaveUp, line) => {
  const broken = text.replace(from, to);
  expect(broken).not.toBe(text);
  const found = findBroken(broken, gaveUp, 80);
  expect(found?.line).toBe(line);
  expect(
    broken
      .split('\n')
      .slice(line - 1)
      .join('\n')
      .startsWith(found?.text ?? '?'),
  ).toBe(true);
  expect(found?.text.length).toBeLessThan(140);
});

test('where no entry is broken by itself there is nothing to show', () => {
  expect(findBroken(`${text}cups: 1\n`, 20, 80)).toBeUndefined();
});

test('a small text is shown as a whole', () => {
  expect(findBroken('a: [\n', 2)).toEqual({ text: 'a: [\n', line: 1 });
});
