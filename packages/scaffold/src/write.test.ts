import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { writeAll } from './write.ts';

function folder(): string {
  const root = mkdtempSync(join(tmpdir(), 'scaffold-write-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  writeFileSync(join(root, 'old.txt'), 'old');
  return root;
}

const files = (root: string) => readdirSync(root, { recursive: true, encoding: 'utf8' }).toSorted();

test('writes new files and new text into old ones', async () => {
  const root = folder();
  const changes = [
    { file: 'a/b/new.txt', text: 'new', isNew: true },
    { file: 'old.txt', text: 'newer', isNew: false },
  ];
  await writeAll(root, changes);
  expect(files(root)).toEqual(['a', 'a/b', 'a/b/new.txt', 'old.txt']);
  expect(readFileSync(join(root, 'old.txt'), 'utf8')).toBe('newer');
});

test.each([
  ['cannot be written', 'old.txt/x.txt'],
  ['cannot be put in its place', 'taken'],
])('a file that %s: none is', async (_what, file) => {
  const root = folder();
  mkdirSync(join(root, 'taken/inside'), { recursive: true });
  const before = files(root);
  const changes = [
    { file: 'a/b/new.txt', text: 'new', isNew: true },
    { file: 'old.txt', text: 'newer', isNew: false },
    { file, text: 'x', isNew: true },
  ];
  await expect(writeAll(root, changes)).rejects.toThrow(/^nothing was written: /);
  expect(files(root)).toEqual(before);
  expect(readFileSync(join(root, 'old.txt'), 'utf8')).toBe('old');
});
