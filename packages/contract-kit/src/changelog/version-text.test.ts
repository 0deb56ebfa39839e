import { expect, it } from 'vitest';
import { withVersion } from './version-text.ts';

it.each([
  [
    'openapi: 3.1.0\ninfo:\n  title: A # version: 1.0.0\n  version: 1.0.0   # why\npaths: {}\n',
    'openapi: 3.1.0\ninfo:\n  title: A # version: 1.0.0\n  version: 2.0.0   # why\npaths: {}\n',
  ],
  ['version: 9\ninfo: { version: \'1.0.0\', title: "x" }\n', 'version: 9\ninfo: { version: \'2.0.0\', title: "x" }\n'],
  ['{"info":{"license":{"version":"7"},"version":"1.0.0"}}', '{"info":{"license":{"version":"7"},"version":"2.0.0"}}'],
  ['info:\n  version:\n    1.0.0\n', 'info:\n  version:\n    2.0.0\n'],
  ['info:\r\n  version: &v !!str 1.0.0\r\n', 'info:\r\n  version: &v !!str 2.0.0\r\n'],
  ['? info\n: "version": "1.0.0"\n', '? info\n: "version": "2.0.0"\n'],
])('one scalar changes, and not one other character: %j', (text, wanted) => {
  expect(withVersion('/a.yaml', text, '2.0.0')).toBe(wanted);
});

it.each([
  'openapi: 3.1.0\n',
  'info: {}\n',
  'info:\n  version: |\n    1.0.0\n',
  'a: &a 1.0.0\ninfo:\n  version: *a\n',
  'info:\n  version:\n',
])('what is written otherwise is refused: %j', (text) => {
  expect(() => withVersion('/a.yaml', text, '2.0.0')).toThrow('/a.yaml:1:1: info.version cannot be edited: write it as a plain text');
});
