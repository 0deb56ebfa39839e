import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { planRelease, type ReleaseOptions } from './release.ts';

let root: string;

const contract = `openapi: 3.1.0
info:
  title: Shop
  version: 1.0.0 # the first one
paths:
  /items:
    post:
      operationId: addItem
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              additionalProperties: false
              required: [name]
              properties:
                name: { type: string, minLength: 1, maxLength: 80 }
      responses:
        '201':
          description: Added.
          content:
            application/json:
              schema:
                type: object
                required: [state]
                properties: { state: { enum: [active, sold] } }
`;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'release-test-'));
  for (const name of ['shop', 'still']) {
    mkdirSync(join(root, 'specs', name), { recursive: true });
    writeFileSync(join(root, 'specs', name, 'openapi.yaml'), contract);
  }
  git('init', '--quiet', '--initial-branch=main');
  commit();
  git('checkout', '--quiet', '-b', 'feature');
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

function git(...args: string[]): void {
  execFileSync('git', ['-C', root, ...args]);
}

function commit(): void {
  git('add', '.');
  git('-c', 'user.name=t', '-c', 'user.email=t@example.com', 'commit', '--quiet', '--message=one');
}

const spec = 'specs/shop/openapi.yaml';
const log = 'specs/shop/CHANGELOG.md';
const set = '.changeset/contract-shop-1.0.0.md';

function read(path: string): string {
  return existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : '';
}

function edit(path: string, ...changes: [from: string, to: string][]): void {
  const text = changes.reduce((rest, [from, to]) => {
    if (!rest.includes(from)) throw new Error(`nothing like ${from} in ${path}`);
    return rest.replace(from, to);
  }, read(path));
  writeFileSync(join(root, path), text);
}

/** Writes what is planned, and tells what it was. */
async function release(options: Partial<ReleaseOptions> = {}) {
  const plans = await planRelease({ root, base: 'main', redocly: false, changeset: '@acme/client', ...options });
  for (const { file, after } of plans.flatMap(({ files }) => files)) {
    mkdirSync(join(file, '..'), { recursive: true });
    if (after === undefined) rmSync(file);
    else writeFileSync(file, after);
  }
  return plans.map(
    ({ api, level, to, files }) => `${api} ${level} ${to}${files.map(({ file }) => ` ${file.slice(root.length + 1)}`).join('')}`,
  );
}

const banned: [string, string] = ['enum: [active, sold]', 'enum: [active, sold, banned]'];
const device: [string, string] = ['                name: {', '                device: { type: string }\n                name: {'];

describe('a release', () => {
  test('gives the version and the entry that the changes ask for, and nothing else changes', async () => {
    edit(spec, device);
    const before = read(spec);
    expect(await release()).toEqual([`shop minor 1.1.0 ${spec} ${log} ${set}`, 'still none 1.0.0']);
    expect(read(spec)).toBe(before.replace('version: 1.0.0', 'version: 1.1.0'));
    expect(read(log)).toContain('\n## 1.1.0\n');
    expect(read(log)).toContain('\n- Request: `device` may be sent: a text.\n');
    expect(read(set)).toBe(
      "---\n'@acme/client': minor\n---\n\nShop 1.1.0, after 1.0.0:\n\n- Added: `addItem`. Request: `device` may be sent: a text.\n",
    );
  });

  test('has nothing to do a second time', async () => {
    edit(spec, banned);
    await release();
    expect(await release()).toEqual(['shop major 2.0.0', 'still none 1.0.0']);
  });

  test('renews the entry when the contract changes again, and keeps what was written by hand', async () => {
    edit(spec, device);
    await release();
    writeFileSync(join(root, log), `${read(log)}- By hand.\n`);
    edit(spec, banned);
    expect(await release()).toEqual([`shop major 2.0.0 ${spec} ${log} ${set}`, 'still none 1.0.0']);
    expect(read(log)).not.toContain('1.1.0');
    expect(read(log)).toMatch(/## 2\.0\.0[\s\S]*### Breaking[\s\S]*`banned`[\s\S]*### Added[\s\S]*`device`[\s\S]*- By hand\.\n/);
    expect(read(set)).toMatch(/': major[\s\S]*`banned`[\s\S]*`device`/);
  });

  test('takes back what it gave when the contract is taken back', async () => {
    const [before, text] = [read(spec), read(log)];
    edit(spec, banned);
    await release();
    edit(spec, [banned[1], banned[0]]);
    expect(await release()).toEqual([`shop none 1.0.0 ${spec} ${log} ${set}`, 'still none 1.0.0']);
    expect([read(spec), read(log), read(set)]).toEqual([before, text, '']);
  });

  test('keeps a greater version that somebody chose', async () => {
    edit(spec, device, ['  version: 1.0.0', '  version: 3.0.0']);
    expect(await release()).toEqual([`shop minor 3.0.0 ${log} ${set}`, 'still none 1.0.0']);
    edit(spec, banned);
    expect(await release()).toEqual([`shop major 3.0.0 ${log} ${set}`, 'still none 1.0.0']);
    expect(read(log)).toContain('\n## 3.0.0\n');
  });

  test('says nothing of the same in other words', async () => {
    edit(spec, ['{ type: string, minLength: 1, maxLength: 80 }', '{ allOf: [{ type: string, minLength: 1, maxLength: 80 }] }']);
    expect(await release()).toEqual([`shop patch 1.0.1 ${spec}`, 'still none 1.0.0']);
    expect(await release()).toEqual(['shop patch 1.0.1', 'still none 1.0.0']);
  });

  test('tells of an API that is new, and of one that is gone', async () => {
    cpSync(join(root, 'specs/still'), join(root, 'specs/other'), { recursive: true });
    rmSync(join(root, 'specs/still'), { recursive: true });
    expect(await release()).toEqual([
      'other none 1.0.0 specs/other/CHANGELOG.md .changeset/contract-other-new.md',
      'shop none 1.0.0',
      'still major  .changeset/contract-still-1.0.0.md',
    ]);
    expect(read('specs/other/CHANGELOG.md')).toMatch(/\n## 1\.0\.0\n\n<!-- .* -->\n\nFirst version\.\n$/);
    expect(read('.changeset/contract-other-new.md')).toContain("'@acme/client': minor");
    expect(read('.changeset/contract-still-1.0.0.md')).toContain("'@acme/client': major");
  });

  test('leaves what was released before alone, and begins a file of its own for the next one', async () => {
    edit(spec, device);
    await release();
    const released = read(log).slice(read(log).indexOf('## 1.1.0'));
    commit();
    git('branch', '--quiet', '--force', 'main', 'feature');
    edit(spec, banned);
    expect(await release()).toEqual([`shop major 2.0.0 ${spec} ${log} .changeset/contract-shop-1.1.0.md`, 'still none 1.0.0']);
    expect(read(log).endsWith(released)).toBe(true);
    expect(read(set)).not.toBe('');
  });

  test('of all that was never released is one', async () => {
    git('tag', 'v1', 'main');
    edit(spec, device);
    await release();
    commit();
    git('branch', '--quiet', '--force', 'main', 'feature');
    edit(spec, banned);
    await release();
    expect(await release({ base: 'v1' })).toEqual([`shop major 2.0.0 ${log} ${set} .changeset/contract-shop-1.1.0.md`, 'still none 1.0.0']);
    expect(read(log).match(/^## .*$/gm)).toEqual(['## 2.0.0']);
    expect(read('.changeset/contract-shop-1.1.0.md')).toBe('');
  });

  test('is refused for what is no semantic version', async () => {
    edit(spec, ['  version: 1.0.0', '  version: one']);
    commit();
    git('branch', '--quiet', '--force', 'main', 'feature');
    edit(spec, device);
    await expect(release()).rejects.toThrow('shop: info.version was one, which is no semantic version such as 1.0.0');
  });

  test('without a package writes no changeset', async () => {
    edit(spec, device);
    expect(await release({ changeset: undefined, apis: ['shop'] })).toEqual([`shop minor 1.1.0 ${spec} ${log}`]);
    expect(existsSync(join(root, '.changeset'))).toBe(false);
  });
});
