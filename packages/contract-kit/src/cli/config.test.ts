import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readConfig } from './config.ts';

async function write(text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'kit-'));
  await mkdir(join(folder, 'specs/b'), { recursive: true });
  await mkdir(join(folder, 'specs/a'), { recursive: true });
  await writeFile(join(folder, 'specs/b/openapi.yaml'), '');
  await writeFile(join(folder, 'specs/a/openapi.yaml'), '');
  const file = join(folder, 'contract-kit.yaml');
  await writeFile(file, text);
  return file;
}

test('patterns become files, in their order, and paths start at the file', async () => {
  const config = await readConfig(
    await write(
      'specs: specs/*/openapi.yaml\nwaivers: w.yaml\nserver: {command: run}\nstates: {full: {before: [{example: a.b.c, times: 2}]}}',
    ),
  );
  expect(config.specs.map((file) => file.slice(config.folder.length))).toStrictEqual(['/specs/a/openapi.yaml', '/specs/b/openapi.yaml']);
  expect(config).toMatchObject({ waivers: join(config.folder, 'w.yaml'), server: { command: 'run', env: {}, ready: '/' } });
  expect(config.states).toStrictEqual({ full: { env: {}, before: [{ example: 'a.b.c', times: 2 }] } });
});

test.each([
  ['spec: a.yaml', /contract-kit\.yaml:1:1: unknown setting spec/],
  ['server: run', /contract-kit\.yaml:1:1: a mapping is expected here/],
  ['server: {env: {A: 1}}', /contract-kit\.yaml:1:\d+: server\.command must be a text/],
  ['states:\n  full: {before: x}', /contract-kit\.yaml:2:\d+: `before` must be a list/],
])('%s is refused with its place', async (text, message) => {
  const file = await write(text);
  await expect(readConfig(file)).rejects.toThrow(message);
});
