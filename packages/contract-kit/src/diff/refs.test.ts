import { readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createRefs } from './refs.ts';
import { createRepository } from './repository.testing.ts';

/** Long after the last change, so that the times of the files can be trusted. */
const later = () => Date.now() + 60_000;

test('what names stand for changes with a commit, a branch, a tag, a packing, and with nothing else', async () => {
  const { root, write, commit, git, end } = createRepository();
  try {
    write('a', '1');
    commit();
    const read = createRefs(root, later);
    const first = await read();
    write('a', '2');
    expect(await read()).toBe(first);
    const steps = [
      () => commit(),
      () => git('branch', 'work'),
      () => git('switch', '--quiet', 'work'),
      () => git('tag', 'v1'),
      () => git('branch', '--force', 'main', 'HEAD~1'),
    ];
    const seen = [first];
    for (const step of steps) {
      step();
      seen.push(await read());
    }
    // To be on another branch of the same commit is the one thing that no name shows.
    expect(new Set(seen).size).toBe(steps.length);
    git('pack-refs', '--all');
    expect(await read()).toBe(seen.at(-1));
    git('tag', 'v2');
    expect(await read()).not.toBe(seen.at(-1));
  } finally {
    end();
  }
});

test('a change that leaves the same times behind is not missed as long as they are young', async () => {
  const { root, write, commit, end } = createRepository();
  const moment = new Date('2026-01-01T12:00:00Z');
  const freeze = () => {
    for (const name of ['.', ...readdirSync(join(root, '.git'), { recursive: true, encoding: 'utf8' })])
      utimesSync(join(root, '.git', name), moment, moment);
  };
  try {
    write('a', '1');
    commit();
    freeze();
    const read = createRefs(root, () => moment.getTime() + 50);
    const first = await read();
    write('a', '2');
    commit();
    freeze();
    expect(await read()).not.toBe(first);
  } finally {
    end();
  }
});

test('a folder without a repository has no names', async () => {
  expect(await createRefs('/', later)()).toBe('');
});
