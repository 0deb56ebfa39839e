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

test.each([
  ['a description', '    /** Format: email */\n', '    /** Format: email, of the account */\n', true],
  ['a longer one', '    /** Format: email */\n', '    /**\n     * Format: email\n     * @description Of the account.\n     */\n', true],
  ['a word more at the end of a line', '     * Words.\n', '     * Words. More.\n', true],
  ['none', '    /** Format: email */\n', '', true],
  ['a type', 'email: string', 'email: number', false],
  ['a key that looks like a comment', "'/** */': 1", "'/** a */': 1", false],
  ['code behind a comment', '    /** a */ id: string', '    /** a */ id: number', false],
])('tells a change of words from one of code: %s', (_, from, to, isWords) => {
  const folder = createFolder();
  const text =
    "export interface A {\n    /** Format: email */\n    email: string;\n    /**\n     * Words.\n     */\n    '/** */': 1;\n    /** a */ id: string;\n}\n";
  writeFileSync(join(folder, 'a.gen.ts'), text);
  const [difference] = compare(folder, new Map([['a.gen.ts', text.replace(from, to)]]));
  expect(difference).toStrictEqual({ name: 'a.gen.ts', state: 'stale', ...(isWords && { isWords }) });
});
