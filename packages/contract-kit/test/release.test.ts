import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderWith, kit, notes } from './cli.testing.ts';

/** A repository with the contract of the notes in it, and with a longer text allowed since. */
function repository(): string {
  const folder = folderWith({ 'notes.yaml': notes });
  const git = (...args: string[]) => execFileSync('git', ['-C', folder, '-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args]);
  git('init', '--quiet', '--initial-branch=main');
  git('add', '.');
  git('commit', '--quiet', '--message=one');
  writeFileSync(join(folder, 'notes.yaml'), notes.replace('maxLength: 20', 'maxLength: 40'));
  return folder;
}

const usual = ['release', '--api', 'notes.yaml'];

describe('release', { timeout: 60_000 }, () => {
  test('says in one line what is missing, writes it, and then has nothing to do', async () => {
    const folder = repository();
    const check = await kit(folder, ...usual, '--check');
    expect(check).toMatchObject({
      code: 1,
      stdout: 'notes  info.version is 1.0.0, must be 1.1.0; notes.CHANGELOG.md is not up to date: run contract-kit release\n',
    });
    const first = await kit(folder, ...usual, '--changeset', '@acme/notes');
    const set = '.changeset/contract-notes-1.0.0.md';
    expect(first).toMatchObject({ code: 0, stdout: `notes  1.1.0, after 1.0.0 (minor): notes.yaml, notes.CHANGELOG.md, ${set}\n` });
    const again = await kit(folder, ...usual, '--changeset', '@acme/notes', '--check');
    expect(again).toMatchObject({ code: 0, stdout: 'notes  1.1.0, after 1.0.0 (minor)\n' });
    expect(readFileSync(join(folder, 'notes.yaml'), 'utf8')).toContain('info: { title: Notes, version: 1.1.0 }\n');
    expect(readFileSync(join(folder, set), 'utf8')).toMatch(/^---\n'@acme\/notes': minor\n---\n\nNotes 1\.1\.0, after 1\.0\.0:\n/);
  });

  test.each<[what: string, args: string[], message: RegExp]>([
    ['a revision that is not there', ['--base', 'nowhere'], /^no such git revision: nowhere\n$/],
    ['a contract that is not there', ['--api', 'none.yaml'], /none\.yaml/],
    ['an option that is none', ['--fast'], /^Unknown option '--fast'; release --help lists the options\n$/],
  ])('ends with 2 for %s, with one line', async (_what, args, message) => {
    const { code, stderr } = await kit(repository(), ...usual, ...args);
    expect(stderr).toMatch(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(code).toBe(2);
  });
});
