import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repository } from '../src/layout.ts';

export interface Project {
  root: string;
  read(path: string): string;
  write(path: string, text: string): void;
  /** Replaces a text that must occur. */
  edit(path: string, from: string, to: string): void;
  /** What the contracts are now becomes what they are compared with. */
  commit(): void;
  remove(): void;
}

/**
 * A copy of what the loop reads and writes, in a git repository of its own with one commit on `main`; its packages are those of this repository.
 * Whoever asks for it removes it.
 */
export function copyProject(): Project {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'countersign-dev-')));
  for (const path of parts) cpSync(join(repository, path), join(root, path), { recursive: true, filter: isSource });
  link(root, 'specs');
  link(root, 'packages/contracts');
  link(root, 'apps/server', { '@countersign/contracts': join(root, 'packages/contracts') });
  symlinkSync(join(repository, 'node_modules'), join(root, 'node_modules'));
  const git = (...args: string[]) => execFileSync('git', ['-C', root, '-c', 'user.name=test', '-c', 'user.email=test@localhost', ...args]);
  git('init', '--quiet', '--initial-branch', 'main');
  const project: Project = {
    root,
    read: (path) => readFileSync(join(root, path), 'utf8'),
    write: (path, text) => writeFileSync(join(root, path), text),
    edit(path, from, to) {
      const text = project.read(path);
      if (!text.includes(from)) throw new Error(`${path} has no ${from}`);
      project.write(path, text.replace(from, to));
    },
    commit() {
      git('add', 'specs');
      git('commit', '--quiet', '--message', 'base');
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
  project.commit();
  return project;
}

const parts = [
  'specs',
  'redocly.yaml',
  'tsconfig.base.json',
  'packages/contracts',
  ...['src', 'package.json', 'tsconfig.json'].map((path) => `apps/server/${path}`),
];

function isSource(path: string): boolean {
  return !/\/(node_modules|\.turbo|\.reports)(\/|$)/.test(path);
}

/** Every package of a folder as this repository has it, some of them elsewhere. */
function link(root: string, folder: string, other: Readonly<Record<string, string>> = {}): void {
  const [from, to] = [join(repository, folder, 'node_modules'), join(root, folder, 'node_modules')];
  const names = readdirSync(from).filter((name) => !name.startsWith('.'));
  const packages = names.flatMap((name) =>
    name.startsWith('@') ? readdirSync(join(from, name)).map((inner) => `${name}/${inner}`) : [name],
  );
  for (const name of packages) {
    mkdirSync(join(to, name, '..'), { recursive: true });
    symlinkSync(other[name] ?? realpathSync(join(from, name)), join(to, name));
  }
}
