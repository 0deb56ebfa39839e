import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { documents } from '@countersign/contracts/documents';
import { expect, onTestFinished, test } from 'vitest';
import { nonceMark } from './site.ts';

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'countersign-build-docs-'));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, 'main.ts'), ...args], { encoding: 'utf8' });
  return { status, stdout, lines: stderr.trimEnd().split('\n') };
}

test('writes all pages, and writes them again over those that it wrote before', () => {
  const out = join(folder(), 'new/docs');
  expect(run('--out', out)).toMatchObject({ status: 0, stdout: expect.stringMatching(/^wrote \d+ files to /) });
  writeFileSync(join(out, 'old.html'), 'left from a contract that is gone');
  expect(run('--out', out, '--server', 'https://api.example.com').status).toBe(0);
  const written = readdirSync(out, { recursive: true }).map(String);
  expect(written).toEqual(
    expect.arrayContaining(Object.keys(documents).flatMap((name) => [join(name, 'index.html'), `${name}.json`, `${name}.yaml`])),
  );
  expect(written).not.toContain('old.html');
  expect(readdirSync(join(out, '..'))).toStrictEqual(['docs']);
  const pages = written.filter((path) => path.endsWith('.html')).map((path) => readFileSync(join(out, path), 'utf8'));
  expect(pages.some((page) => page.includes(nonceMark))).toBe(false);
  expect(pages.some((page) => page.includes('connect-src &#39;self&#39; https://api.example.com'))).toBe(true);
});

test('a folder that holds anything else is left as it is', () => {
  const out = folder();
  mkdirSync(join(out, 'src'));
  writeFileSync(join(out, 'index.html'), 'my page');
  const { status, lines } = run('--out', out);
  expect({ status, lines }).toStrictEqual({ status: 1, lines: [expect.stringContaining(`--out ${out}: it holds other files`)] });
  expect(readdirSync(out).toSorted()).toStrictEqual(['index.html', 'src']);
  expect(readFileSync(join(out, 'index.html'), 'utf8')).toBe('my page');
});

test.each([
  ['an option that there is not', ['--ou', 'x'], /--ou/],
  ['a server that is none', ['--out', 'x', '--server', 'api.example.com'], /--server api\.example\.com: /],
  ['a server with a password', ['--out', 'x', '--server', 'https://me:pass@api.example.com'], /--server/],
])('%s is refused in one line', (_name, args, expected) => {
  const { status, lines } = run(...args);
  expect({ status, lines }).toStrictEqual({ status: 2, lines: [expect.stringMatching(expected)] });
});

test('what cannot be written is told in one line', () => {
  const file = join(folder(), 'file');
  writeFileSync(file, '');
  const { status, lines } = run('--out', join(file, 'docs'));
  expect({ status, lines }).toStrictEqual({ status: 1, lines: [expect.stringMatching(/ENOTDIR|EEXIST/)] });
});

test('without a folder it says how it is used', () => {
  expect(run()).toMatchObject({ status: 2, lines: expect.arrayContaining([expect.stringContaining('usage: ')]) });
  expect(run('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('usage: ') });
});
