import { expect, test } from 'vitest';
import { readJsonPath } from './json-path.ts';

const at = { file: '/story.yaml', line: 3, column: 1, pointer: '' };
const value = {
  store: {
    books: [
      { title: 'A', price: 8, tags: ['x'] },
      { title: 'B', price: 12, 'in stock': true },
      { title: 'C', price: 12, tags: [] },
    ],
    name: 'Shop',
  },
};

function find(path: string): unknown[] {
  return readJsonPath({ text: path, at, index: 0 })(value);
}

test.each([
  ['$', [value]],
  ['$.store.name', ['Shop']],
  ["$['store']['name']", ['Shop']],
  ['$.store.books[0].title', ['A']],
  ['$.store.books[-1].title', ['C']],
  ['$.store.books[3]', []],
  ['$.store.books[-4]', []],
  ['$.store.books[0, 2].title', ['A', 'C']],
  ['$.store.books[*].title', ['A', 'B', 'C']],
  ['$.store.*.title', []],
  ['$..title', ['A', 'B', 'C']],
  ['$..[?@.price < 10].title', ['A']],
  ['$.store.books[?(@.price > 10 && @.tags)].title', ['C']],
  ["$.store.books[?@.title == 'A' || @['in stock']].title", ['A', 'B']],
  ['$.store.books[?!@.tags].title', ['B']],
  ['$.store.books[?@.price == $.store.books[1].price].title', ['B', 'C']],
  ['$.store.books[?length(@.title) == 1 && count(@.tags[*]) > 0].title', ['A']],
  ['$.store.books[?@.price >= 12.0 && @.price <= 12].title', ['B', 'C']],
  ['$.store.constructor', []],
])('%s', (path, found) => {
  expect(find(path)).toEqual(found);
});

test.each([
  ['store.name', '$ expected at character 1'],
  ['$.store.books[0:2]', 'a name, an index, * or a filter expected'],
  ['$.store.books[0', 'a closing bracket expected'],
  ["$.a[?match(@.b, 'c')]", 'a value expected'],
  ['$.a.length()', 'not a JSONPath that is supported at character 11'],
  ['$.a b', 'not a JSONPath that is supported at character 5'],
  ['$.a[?count(1)]', 'a path expected'],
])('refuses %s', (path, message) => {
  expect(() => find(path)).toThrow(message);
});
