import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { gitFolders, showRefs } from './revision.ts';

/** A change of a file that follows so closely on another may leave the same time behind. In milliseconds. */
const doubtful = 100;

/**
 * Tells what all names of revisions stand for: as long as that is the same text, so is what each of them stands for. Git is only asked when a file
 * of its own has changed since it was asked last, for to start a program takes longer than most comparisons. `now`: milliseconds since 1970.
 */
export function createRefs(root: string, now: () => number = Date.now): () => Promise<string> {
  let folders: Promise<string[]> | undefined;
  let known: { stamp: string; refs: string } | undefined;
  return async () => {
    folders ??= gitFolders(root);
    const stamp = await stampOf(await folders, now());
    if (stamp !== undefined && stamp === known?.stamp) return known.refs;
    const refs = await showRefs(root);
    known = stamp === undefined ? undefined : { stamp, refs };
    return refs;
  };
}

/** The times of all files that hold names; undefined when one is too young to be trusted. */
async function stampOf(folders: readonly string[], time: number): Promise<string | undefined> {
  const paths = await Promise.all(
    folders.map(async (folder) => {
      const refs = await readdir(join(folder, 'refs'), { recursive: true }).catch(() => []);
      return ['', 'HEAD', 'packed-refs', 'reftable', 'refs', ...refs.map((name) => join('refs', name))].map((name) => join(folder, name));
    }),
  );
  const times = await Promise.all(
    paths.flat().map((path) =>
      stat(path, { bigint: true }).then(
        ({ mtimeNs }) => mtimeNs,
        () => 0n,
      ),
    ),
  );
  const newest = times.reduce((one, other) => (one > other ? one : other), 0n);
  if (newest === 0n || Number(newest / 1_000_000n) > time - doubtful) return undefined;
  return paths
    .flat()
    .map((path, index) => `${path} ${times[index]}`)
    .join('\n');
}
