import { expect, test } from 'vitest';
import { explain } from './unreadable.ts';

test.each([
  ['a tab', 'a:\n\tb: 1\n', '2:1', 'a tab in the indentation'],
  ['a bracket', 'a: 1\nb: [1, 2\nc: 3\n', '2:4', 'a [ that is not closed'],
  ['a bracket around others', 'a: [1, [2, 3]\nb: 1\n', '1:4', 'a [ that is not closed'],
  ['a brace', 'a:\n  b: { c: 1\n  d: 2\n', '2:6', 'a { that is not closed'],
  ['a brace of JSON', '{"a": 1\n', '1:1', 'a { that is not closed'],
  ['a comma', 'a: { b: 1 c: 2 }\n', '1:9', 'a comma too few'],
  ['a quote', "a: 'x\nb: 2\n", '1:4', 'a quote that is not closed'],
  ['a quote that another one closes, lines below', 'a: "x\nb: 2\nc: "y"\n', '1:4', 'a quote that is not closed'],
  ['a colon', 'a: 1\nb 2\nc: 3\n', '2:1', 'a line that is neither a key nor a value'],
  ['a blank behind the colon', 'a:1\nb: 2\n', '1:1', 'a line that is neither a key nor a value'],
  ['a colon too many', 'a: b: c\n', '1:4', 'a second key in one line, or one that is deeper than its neighbours'],
  ['a key twice', 'a: 1\na: 2\n', '2:1', 'a key that is already there'],
  ['a value that begins with @', 'a: @b\n', '1:4', 'a value may not begin like this'],
  ['a second document', 'a: 1\n---\nb: 2\n', '2:1', 'a second document'],
  ['a merge conflict', 'a: 1\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> main\n', '2:1', 'a merge conflict that is not resolved'],
])('%s', (_, text, place, message) => {
  const found = explain(text);
  expect(found && `${found.line}:${found.col}`).toBe(place);
  expect(found?.message).toBe(message);
});

test('of a text that is YAML nothing', () => {
  expect(explain('a: [1, 2]\nb: { c: "d" }\n')).toBeUndefined();
});
