import { execFile } from 'node:child_process';
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

/** What each name of a revision stands for; empty where there is no repository. */
export async function showRefs(root: string): Promise<string> {
  return git(root, ['show-ref', '--head']).then(String, () => '');
}

/** Where git keeps what it knows of a folder: of a linked worktree in two places. None where there is no repository. */
export async function gitFolders(root: string): Promise<string[]> {
  const answer = await git(root, ['rev-parse', '--path-format=absolute', '--git-dir', '--git-common-dir']).catch(() => '');
  return [
    ...new Set(
      answer
        .toString()
        .trim()
        .split('\n')
        .filter((folder) => folder !== ''),
    ),
  ];
}

/** The files of a revision in `root` and below: path, relative to `root` → id of the contents. Links and submodules are none. */
export async function listFiles(root: string, commit: string): Promise<Map<string, string>> {
  const listing = await git(root, ['ls-tree', '-r', '-z', commit, '--', '.']);
  const lines = listing.toString().split('\0');
  const files = lines.map((line) => /^100\d{3} blob ([\da-f]+)\t(.+)$/s.exec(line)).filter((match) => match !== null);
  return new Map(files.map(([, id = '', path = '']) => [path, id]));
}

export async function readBlob(root: string, id: string): Promise<string> {
  return new TextDecoder().decode(await git(root, ['cat-file', 'blob', id]));
}

async function git(root: string, args: readonly string[]): Promise<Buffer> {
  const { stdout } = await execute('git', ['-C', root, ...args], { encoding: 'buffer', maxBuffer: 2 ** 30 });
  return stdout;
}
