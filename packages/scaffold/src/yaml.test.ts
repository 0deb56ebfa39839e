import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { addEntry, flow, removeEntry, replaceEntry, scalar } from './yaml.ts';

const text = `# At the top.
info:
  description: |
    paths:
      /not: a key

paths: # of the API
  /a:
    get:
      # Why it is so.
      summary: "one \\
        line"
  '/b':
    $ref: b.yaml

# About the components.
components:
  responses: {}
`;

describe('addEntry', () => {
  test('puts an entry at the end of a mapping, and leaves all else as it is', () => {
    const after = addEntry(text, ['paths'], '/c/{id}:\n  $ref: c.yaml\n', 'x.yaml');
    expect(after).toBe(text.replace('    $ref: b.yaml\n', '    $ref: b.yaml\n  /c/{id}:\n    $ref: c.yaml\n'));
  });

  test('finds keys in quotes, and makes what is not there', () => {
    expect(addEntry(text, ['paths', '/b', 'get'], 'summary: x\n', 'x.yaml')).toContain('    $ref: b.yaml\n    get:\n      summary: x\n');
    expect(addEntry(text, ['components', 'schemas'], 'A: {}\n', 'x.yaml')).toMatch(/ {2}responses: \{\}\n {2}schemas:\n {4}A: \{\}\n$/);
    expect(addEntry('a:\n  b: 1\n\nc:\n  d: 1\n', ['e'], 'f: 1\n', 'x.yaml')).toMatch(/ {2}d: 1\n\ne:\n {2}f: 1\n$/);
  });

  test('an empty mapping becomes a block', () => {
    expect(addEntry(text, ['components', 'responses'], 'A: 1\n', 'x.yaml')).toMatch(/ {2}responses:\n {4}A: 1\n$/);
    expect(addEntry('paths:\n', ['paths'], '/a: 1\n', 'x.yaml')).toBe('paths:\n  /a: 1\n');
  });

  test.each([
    ['a mapping on one line', 'paths: { /a: { $ref: a.yaml } }\n'],
    ['a reference', 'base: &base { /a: 1 }\npaths: *base\n'],
    ['something that is no mapping', 'paths:\n  - a\n'],
    ['an entry of that key', 'paths:\n  /c: 2\n'],
  ])('refuses %s, by the name of the file', (_what, layout) => {
    expect(() => addEntry(layout, ['paths'], '/c: 1\n', 'specs/x.yaml')).toThrow(/^specs\/x\.yaml: `paths` is laid out so that nothing/);
  });
});

test('replaces an entry, and takes one away', () => {
  const after = replaceEntry(text, ['paths', '/a', 'get'], 'get:\n  $ref: get.yaml\n', 'x.yaml');
  expect(after).toContain("  /a:\n    get:\n      $ref: get.yaml\n  '/b':\n");
  expect(removeEntry(text, ['paths', '/a'], 'x.yaml')).toContain("paths: # of the API\n  '/b':\n");
  expect(() => removeEntry(text, ['paths', '/z'], 'x.yaml')).toThrow('laid out');
});

test.each([
  [{ statusCode: 400, errors: ['name should not be empty'] }, '{ statusCode: 400, errors: [name should not be empty] }'],
  [{ Authorization: 'Bearer {$response.body#/token}', none: null }, "{ Authorization: 'Bearer {$response.body#/token}', none: null }"],
  [['true', '1', 'a, b', 'x: y', ''], "['true', '1', 'a, b', 'x: y', '']"],
  [{}, '{}'],
])('%j on one line', (value, line) => {
  expect(flow(value)).toBe(line);
  expect(load(`value: ${line}`)).toEqual({ value });
});

test.each(['A: b', 'An `id`, not a name.', '# x', 'x'.repeat(200)])('%s is read back after a key', (words) => {
  expect(load(`description: ${scalar(words)}`)).toEqual({ description: words });
});
