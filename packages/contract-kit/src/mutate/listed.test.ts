import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { closers } from '../http/raw-server.testing.ts';
import { matchesGlob, readListed } from './listed.ts';

async function read(text: string) {
  const folder = mkdtempSync(join(tmpdir(), 'kit-listed-'));
  closers.push(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'mutants.yaml'), text);
  return readListed(join(folder, 'mutants.yaml'));
}

describe('the list of equivalent mutants', () => {
  test('has a reason for each', async () => {
    expect(await read(`- { mutant: 'a/*', reason: so it is }`)).toMatchObject([{ mutant: 'a/*', reason: 'so it is', at: { line: 1 } }]);
    expect(await read('')).toStrictEqual([]);
  });
  test.each([
    ['mutant: a', 'a list of mutant and reason'],
    [`- { mutant: a }`, 'needs mutant and reason'],
    [`- { mutant: a, reason: ' ' }`, 'needs mutant and reason'],
    [`- { mutant: a, reason: b, until: c }`, 'has no until'],
    ['- a', 'has mutant and reason'],
  ])('%s is refused with its line', async (text, message) => {
    await expect(read(text)).rejects.toThrow(new RegExp(`:1:\\d+: .*${message}`));
  });
  test('takes * for anything, and nothing else for something else', () => {
    expect(matchesGlob('a.b/*/c', 'a.b/x/y/c')).toBe(true);
    expect(matchesGlob('a.b/*', 'aXb/c')).toBe(false);
    expect(matchesGlob('a', 'ab')).toBe(false);
  });
});
