import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { copySpecs, createFolder, specs } from './fixtures/copy.ts';

/** Each run is a process of its own, which takes about a second. */
function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, 'main.ts'), ...args], { encoding: 'utf8' });
  return { status, out: stdout.split('\n').filter(Boolean), err: stderr.split('\n').filter(Boolean) };
}

const timesOf = (folder: string) => readdirSync(folder).map((name) => [name, statSync(join(folder, name)).mtimeMs]);

describe('main', { timeout: 30_000 }, () => {
  test('writes what changed, and checks without writing', () => {
    const out = createFolder();
    expect(run('--specs', specs, '--out', out)).toMatchObject({ status: 0, err: [] });
    expect(run('--specs', specs, '--out', out, '--check')).toEqual({ status: 0, out: [], err: [] });

    writeFileSync(join(out, 'library.gen.ts'), '');
    writeFileSync(join(out, 'gone.gen.ts'), '');
    rmSync(join(out, 'apis.gen.ts'));
    const before = timesOf(out);
    expect(run('--specs', specs, '--out', out, '--check')).toEqual({
      status: 1,
      out: [],
      err: [
        expect.stringMatching(/library\.gen\.ts is stale$/),
        expect.stringMatching(/apis\.gen\.ts is missing$/),
        expect.stringMatching(/gone\.gen\.ts is superfluous$/),
        'Renew with: npx -y pnpm@12 generate',
      ],
    });
    expect(timesOf(out)).toEqual(before);

    expect(run('--specs', specs, '--out', out).out).toEqual([
      expect.stringMatching(/^wrote .*library\.gen\.ts$/),
      expect.stringMatching(/^wrote .*apis\.gen\.ts$/),
      expect.stringMatching(/^deleted .*gone\.gen\.ts$/),
    ]);
    const untouched = before.filter(([name]) => !['library.gen.ts', 'gone.gen.ts'].includes(String(name)));
    expect(timesOf(out)).toEqual(expect.arrayContaining(untouched));
  });

  test('a broken spec stops with one line per finding, and the good files stay', () => {
    const out = createFolder();
    writeFileSync(join(out, 'library.gen.ts'), 'good');
    const before = timesOf(out);
    const copy = copySpecs({ file: 'library/openapi.yaml', from: 'operationId: lend', to: 'operationID: lend' });
    expect(run('--specs', copy, '--out', out)).toEqual({
      status: 1,
      out: [],
      err: [
        'specs/library/openapi.yaml:8:5  Operation object should contain `operationId` field. (operation-operationId)',
        'specs/library/openapi.yaml:9:7  Property `operationID` is not expected here. Did you mean: operationId? (struct)',
      ],
    });
    expect(timesOf(out)).toEqual(before);
  });

  test('wrong arguments get the usage', () => {
    expect(run('--specs', specs)).toMatchObject({ status: 2, err: [expect.stringContaining('usage:')] });
  });
});
