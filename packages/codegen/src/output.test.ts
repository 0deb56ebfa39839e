import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { apply, compare } from './output.ts';

function createFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-output-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'a.gen.ts'), 'old a');
  writeFileSync(join(folder, 'b.gen.ts'), 'old b');
  writeFileSync(join(folder, 'index.ts'), 'handwritten');
  return folder;
}

test('writes what differs, deletes what is not generated any more, and leaves the rest alone', () => {
  const folder = createFolder();
  const files = new Map([
    ['a.gen.ts', 'new a'],
    ['c.gen.json', 'new c'],
  ]);
  apply(folder, files, compare(folder, files));
  expect(readdirSync(folder).toSorted()).toStrictEqual(['a.gen.ts', 'c.gen.json', 'index.ts']);
  expect(readFileSync(join(folder, 'a.gen.ts'), 'utf8')).toBe('new a');
  expect(compare(folder, files)).toStrictEqual([]);
});

test('when one file cannot be written none of them changes, and nothing is left behind', () => {
  const folder = createFolder();
  // As a full disk would: the second write fails.
  mkdirSync(join(folder, '.b.gen.ts.new/taken'), { recursive: true });
  const files = new Map([
    ['a.gen.ts', 'new a'],
    ['b.gen.ts', 'new b'],
  ]);
  expect(() => apply(folder, files, compare(folder, files))).toThrow('EISDIR');
  expect(readFileSync(join(folder, 'a.gen.ts'), 'utf8')).toBe('old a');
  expect(readdirSync(folder)).not.toContain('.a.gen.ts.new');
});
