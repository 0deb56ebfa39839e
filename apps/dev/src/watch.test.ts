import { mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { watch } from './watch.ts';

async function start() {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'countersign-watch-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, 'specs/a'), { recursive: true });
  writeFileSync(join(folder, 'specs/a/openapi.yaml'), 'a');
  const bursts: (readonly string[])[] = [];
  let seen = new Set<string>();
  let check = () => {};
  const onChange = (paths: readonly string[]) => {
    bursts.push(paths.map((path) => path.slice(folder.length + 1)));
    for (const path of bursts.at(-1) ?? []) seen.add(path);
    check();
  };
  const errors: Error[] = [];
  const folders = [join(folder, 'specs'), join(folder, 'redocly.yaml')];
  const watcher = await watch({ folders, quiet: 30, onChange, onError: (error) => void errors.push(error) });
  onTestFinished(() => watcher.close());
  /** Changes something and resolves when all of these were told of; a deletion is told later than the rest. To what was told. */
  const after = (change: () => void, ...paths: readonly string[]) =>
    new Promise<string[]>((resolve) => {
      seen = new Set();
      check = () => {
        if (paths.every((path) => seen.has(path))) resolve([...seen]);
      };
      change();
    });
  return { bursts, errors, after, at: (path: string) => join(folder, path) };
}

test('two saves within ten milliseconds are one burst', async () => {
  const { at, after, bursts } = await start();
  const save = () => {
    writeFileSync(at('specs/a/openapi.yaml'), 'b');
    writeFileSync(at('specs/a/openapi.yaml'), 'c');
  };
  await after(save, 'specs/a/openapi.yaml');
  expect(bursts).toStrictEqual([['specs/a/openapi.yaml']]);
});

test('a file that is renamed, and one that is saved by renaming, go on being watched', async () => {
  const { at, after } = await start();
  const [old, other] = ['specs/a/openapi.yaml', 'specs/a/other.yaml'];
  await after(() => renameSync(at(old), at(other)), old, other);
  const save = () => {
    writeFileSync(at('specs/a/.other.yaml.swp'), 'd');
    writeFileSync(at('specs/a/other.yaml~'), 'd');
    renameSync(at('specs/a/other.yaml~'), at(other));
  };
  expect(await after(save, other)).toStrictEqual([other]);
  expect(await after(() => writeFileSync(at(other), 'e'), other)).toStrictEqual([other]);
});

test('a folder that goes away and comes back is watched again', async () => {
  const { at, after, errors } = await start();
  const file = 'specs/a/openapi.yaml';
  await after(() => rmSync(at('specs/a'), { recursive: true }), file);
  const restore = () => {
    mkdirSync(at('specs/a'));
    writeFileSync(at(file), 'back');
  };
  await after(restore, file);
  await after(() => writeFileSync(at(file), 'again'), file);
  expect(errors).toStrictEqual([]);
});

test('a file that was not there is watched from the moment it is', async () => {
  const { at, after, bursts } = await start();
  await after(() => writeFileSync(at('redocly.yaml'), 'rules: {}'), 'redocly.yaml');
  expect(bursts).toStrictEqual([['redocly.yaml']]);
});
