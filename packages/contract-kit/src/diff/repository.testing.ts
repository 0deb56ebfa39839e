import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A git repository in a folder of its own. */
export interface Repository {
  root: string;
  write(path: string, text: string): void;
  /** Copies a file or a folder. */
  copy(from: string, path: string): void;
  remove(path: string): void;
  git(...args: string[]): void;
  /** All that is there. */
  commit(): void;
  end(): void;
}

export function createRepository(): Repository {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'comparer-test-')));
  const git = (...args: string[]) => void execFileSync('git', ['-C', root, '-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args]);
  git('init', '--quiet', '--initial-branch=main');
  return {
    root,
    git,
    write(path, text) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    },
    copy: (from, path) => cpSync(from, join(root, path), { recursive: true }),
    remove: (path) => rmSync(join(root, path), { recursive: true }),
    commit() {
      git('add', '.');
      git('commit', '--quiet', '--message=version');
    },
    end: () => rmSync(root, { recursive: true, force: true }),
  };
}
