import { execFile, spawnSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/**
 * The revision that a change is measured against: what `main` is (`origin/main` first: it is what others see), unless the work stands on it, for
 * then only the last release differs; the last tag then. On a `main` without a tag, `HEAD`: what is not committed yet. Throws an `Error` for a folder
 * without a commit.
 */
export async function findBase(root: string): Promise<string> {
  const head = await resolveRevision(root, 'HEAD');
  if (head === undefined) throw new Error(`no git revision to compare with in ${root}: give one with --base`);
  for (const name of ['origin/main', 'main', 'origin/master', 'master']) {
    const commit = await resolveRevision(root, name);
    if (commit !== undefined && commit !== head) return name;
  }
  const tag = await git(root, ['describe', '--tags', '--abbrev=0', 'HEAD']).catch(() => '');
  return tag.toString().trim() || 'HEAD';
}

/** The commit that a name stands for; undefined for none. */
export async function resolveRevision(root: string, name: string): Promise<string | undefined> {
  // A name that begins with a hyphen would be an option.
  return git(root, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`]).then(
    (text) => text.toString().trim() || undefined,
    () => undefined,
  );
}

/** Writes the files of a revision below these folders of `root` into `target`, at the same paths. Returns the paths, relative to `root`. */
export async function extract(root: string, commit: string, folders: readonly string[], target: string): Promise<string[]> {
  const listing = await git(root, ['ls-tree', '-r', '-z', commit, '--', ...folders]);
  const files = listing
    .toString()
    .split('\0')
    .map((line) => /^100\d{3} blob ([\da-f]+)\t(.+)$/s.exec(line))
    .filter((match) => match !== null);
  const contents = readBlobs(
    root,
    files.map(([, id = '']) => id),
  );
  for (const [index, [, , path = '']] of files.entries()) {
    await mkdir(dirname(join(target, path)), { recursive: true });
    await writeFile(join(target, path), contents[index] ?? '');
  }
  return files.map(([, , path = '']) => path);
}

/** All of them in one process. Each comes as `id type size`, a line break, the bytes, a line break. */
function readBlobs(root: string, ids: readonly string[]): Buffer[] {
  const { stdout } = spawnSync('git', ['-C', root, 'cat-file', '--batch'], { input: ids.join('\n'), maxBuffer: 2 ** 30 });
  let next = 0;
  return ids.map(() => {
    const start = stdout.indexOf('\n', next) + 1;
    const size = Number(stdout.toString('latin1', next, start).trim().split(' ').at(-1));
    next = start + size + 1;
    return stdout.subarray(start, start + size);
  });
}

async function git(root: string, args: readonly string[]): Promise<Buffer> {
  const { stdout } = await execute('git', ['-C', root, ...args], { encoding: 'buffer', maxBuffer: 2 ** 28 });
  return stdout;
}
