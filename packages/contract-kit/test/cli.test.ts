import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { serve, type Handler } from '../src/run/server.testing.ts';
import { answerNotes, fixtures, folderWith, kit, notes, secret } from './cli.testing.ts';

const files = { 'notes.yaml': notes, 'fixtures.yaml': fixtures };
const usual = ['--spec', 'notes.yaml', '--fixtures', 'fixtures.yaml', '--seed', '5', '--max-cases', '3'];

/** Answers whatever comes as if it were good, and tells the caller's token. */
const leaky: Handler = (request, response) =>
  response.writeHead(201, { 'Content-Type': 'application/json' }).end(JSON.stringify({ text: request.headers.authorization ?? 'none' }));

describe('the exit code', { timeout: 60_000 }, () => {
  test('is 0 for a server that keeps its contract', async () => {
    const baseUrl = await serve(answerNotes);
    const { code, stdout, stderr } = await kit(folderWith(files), ...usual, '--base-url', baseUrl);
    expect(stdout).toMatch(/COVERAGE[\s\S]*\n\d+ passed, 0 failed in .* · coverage 100 %\n$/);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  test('is 1 for one that does not, and each failure says all that is needed to see it again', async () => {
    const baseUrl = await serve(leaky);
    const { code, stdout, stderr } = await kit(folderWith(files), ...usual, '--base-url', baseUrl);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^FAILED notes\.yaml:\d+\n {2}addNote · status · answers 201 instead of 400$/m);
    expect(stdout).toMatch(/^ {4}expected {2}400\n {4}actual {4}201\n {4}case {6}addNote\/.*seed 5\)$/m);
    expect(stdout).toMatch(/^ {4}again {5}contract-kit --base-url \S+ --spec notes\.yaml --fixtures fixtures\.yaml --case \S+ --seed 5$/m);
    expect(stdout).toMatch(/^ {4}curl {6}curl -i .*http:\/\/127\.0\.0\.1:\d+\/notes$/m);
    expect(stdout + stderr).not.toContain(secret);
    expect(stdout).toContain('***');
  });

  test('is 1 when a sentence was not exercised, unless a waiver that still holds says why', async () => {
    const extra = notes.replace("        '401':", "        '503': { $ref: '#/components/responses/Error' }\n        '401':");
    const waiver = (date: string) => `- { item: 'addNote/responses/503/*', reason: it is never away, expires: ${date} }\n`;
    const folder = folderWith({
      ...files,
      'notes.yaml': extra,
      'old.yaml': waiver('2020-02-29'),
      'good.yaml': waiver('2999-12-31'),
    });
    const run = async (...more: string[]) => kit(folder, ...usual, '--base-url', await serve(answerNotes), ...more);
    const [none, old, good, lower] = [
      await run(),
      await run('--waivers', 'old.yaml'),
      await run('--waivers', 'good.yaml'),
      await run('--coverage', '90'),
    ];
    expect([none.code, old.code, good.code, lower.code]).toEqual([1, 1, 0, 0]);
    expect(none.stdout).toMatch(/NOT COVERED\n {2}notes\.yaml:\d+ {2}addNote\/responses\/503\/application\/json\n/);
    expect(old.stdout).toMatch(/WAIVERS\n {2}old\.yaml:1:3: the waiver of \S+ has expired on 2020-02-29\n/);
  });
});

describe('the reports', { timeout: 60_000 }, () => {
  test('are written, each in its format, and none has the secret in it', async () => {
    const folder = folderWith(files);
    const names = { junit: 'r/j.xml', html: 'r/h.html', json: 'r/j.json', markdown: 'r/m.md', har: 'r/t.har' };
    const options = Object.entries(names).flatMap(([format, name]) => [`--${format}`, name]);
    const { code, stdout, stderr } = await kit(folder, ...usual, '--base-url', await serve(leaky), ...options, '--annotations');
    const read = (name: string) => readFileSync(join(folder, name), 'utf8');
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(read(names.junit)).toMatch(/^<\?xml[\s\S]*<testsuites [\s\S]*<failure [\s\S]*<\/testsuites>\s*$/);
    expect(read(names.html)).toMatch(/^<!doctype html>/i);
    expect(JSON.parse(read(names.json))).toMatchObject({ seed: 5, spec: { name: 'notes', title: 'Notes' } });
    expect(read(names.markdown)).toContain('notes.yaml');
    expect(JSON.parse(read(names.har))).toMatchObject({ log: { version: '1.2' } });
    expect(stdout).toMatch(/^::error file=notes\.yaml,line=\d+,title=addNote/m);
    for (const text of [...Object.values(names).map(read), stdout])
      for (const form of [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')]) expect(text).not.toContain(form);
  });

  test('that cannot be written end the run with 2', async () => {
    const { code, stderr } = await kit(
      folderWith(files),
      ...usual,
      '--case',
      'addNote/body/*',
      '--base-url',
      await serve(answerNotes),
      '--json',
      'notes.yaml/x',
    );
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(/^--json notes\.yaml\/x: .*\n$/) });
  });
});

describe('the cases', { timeout: 60_000 }, () => {
  test('of one seed are the same, byte by byte, and hold no secret', async () => {
    const folder = folderWith(files);
    const list = async (seed: string) =>
      (await kit(folder, '--spec', 'notes.yaml', '--fixtures', 'fixtures.yaml', '--list', '--seed', seed)).stdout;
    const [first, again, other] = [await list('7'), await list('7'), await list('8')];
    expect(JSON.parse(first).length).toBeGreaterThan(40);
    expect(again).toBe(first);
    expect(other).not.toBe(first);
    expect(first).not.toContain(secret);
  });

  test('can be picked, and then nothing is asked of the coverage', async () => {
    const baseUrl = await serve(answerNotes);
    const folder = folderWith(files);
    const one = await kit(folder, ...usual, '--base-url', baseUrl, '--case', 'addNote/body/malformed/truncated');
    expect(one.stdout).toMatch(/\n1 passed, 0 failed in/);
    const some = await kit(folder, ...usual, '--base-url', baseUrl, '--case', 'addNote/schema/text/*', '--case', 'addNote/method/*');
    expect(some.stdout).toMatch(/\n[1-9]\d+ passed, 0 failed in/);
    expect([one.code, some.code]).toEqual([0, 0]);
  });
});

describe('a stranger', { timeout: 60_000 }, () => {
  test('is told what is missing behind many failures', async () => {
    const bare = notes.replace(/        '400'[\s\S]*(?=components:)/, '').replace('/notes:', '/notes/{key}:');
    const path = bare.replace(
      '    post:',
      '    parameters: [{ name: key, in: path, required: true, schema: { type: string } }]\n    post:',
    );
    const folder = folderWith({ ...files, 'notes.yaml': path });
    const without = await kit(
      folder,
      '--spec',
      'notes.yaml',
      '--base-url',
      await serve((request, response) => {
        response.writeHead(request.headers.authorization?.endsWith(secret) ? 404 : 401).end();
      }),
    );
    expect(without).toMatchObject({
      code: 1,
      stderr: 'no credentials for bearer are known: name them in a fixtures file (--fixtures) to get behind them\n',
    });
    const within = await kit(folder, ...usual, '--base-url', await serve((_request, response) => void response.writeHead(404).end()));
    expect(within.stderr).toMatch(/^POST \/notes\/\S+ was not found: give key an example, or a value in a fixtures file \(--fixtures\)\n$/);
  });

  test('sees only the settings that are meant for the contract', async () => {
    const folder = folderWith({ ...files, 'contract-kit.yaml': 'specs: others/*.yaml\nheaders: { X-Other: here }\n' });
    const { code } = await kit(folder, ...usual, '--base-url', await serve(answerNotes));
    expect(code).toBe(0);
  });
});
