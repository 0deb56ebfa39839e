import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';

const dist = resolve(import.meta.dirname, '../dist');
const files = readdirSync(dist, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map(({ parentPath, name }) => ({ name, text: readFileSync(resolve(parentPath, name)) }));

test('the whole page, with all that it quotes, takes less than 40 kB', () => {
  const bytes = files.map(({ text }) => gzipSync(text, { level: 9 }).length);
  expect(bytes.reduce((sum, length) => sum + length, 0)).toBeLessThan(40_000);
});

test('nothing in it is inline, and every asset is named by its content', () => {
  const page = files.find(({ name }) => name === 'index.html')?.text.toString() ?? '';
  expect(page).not.toMatch(/<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)|data:/);
  expect(files.filter(({ name }) => name !== 'index.html' && !/-[\w-]{8}\.\w+$/.test(name))).toStrictEqual([]);
});
