import { describe, expect, test } from 'vitest';
import { applyEdit, at, parentOf, withKey, withName } from './edit.ts';

const place = (pointer: string) => ({ file: '/a.yaml', line: 1, column: 1, pointer });
const files = new Map<string, unknown>([
  ['/a.yaml', { paths: { '/x': { get: { deprecated: true, summary: 'X' } } } }],
  ['/b.yaml', { b: 1 }],
]);

describe('an edit', () => {
  test('changes one place of one file, and nothing of what was read', () => {
    const before = structuredClone([...files]);
    const after = applyEdit(files, at(place('/paths/~1x/get'), withKey('summary', 'Y')));
    expect(after.get('/a.yaml')).toStrictEqual({ paths: { '/x': { get: { deprecated: true, summary: 'Y' } } } });
    expect(after.get('/b.yaml')).toBe(files.get('/b.yaml'));
    expect([...files]).toStrictEqual(before);
  });
  test('removes a key and renames one in its place', () => {
    expect(withKey('a', undefined)({ a: 1, b: 2 })).toStrictEqual({ b: 2 });
    expect(Object.keys(withName('a', 'c')({ a: 1, b: 2 }) as object)).toStrictEqual(['c', 'b']);
  });
  test('knows what holds a place, and under which key', () => {
    expect(parentOf(place('/paths/~1x~0y/get'))).toStrictEqual({ parent: place('/paths/~1x~0y'), key: 'get' });
    expect(parentOf(place('/paths/~1x~0y'))).toMatchObject({ parent: { pointer: '/paths' }, key: '/x~y' });
  });
});
