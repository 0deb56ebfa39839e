import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { drift } from '../src/drift/drift.ts';
import { probes, type Probe } from '../src/drift/probes.testing.ts';
import { ownSpecs, sound, toHar, type Sketch } from '../src/drift/traffic.testing.ts';
import { parseRecording } from '../src/har/read.ts';
import { serve } from '../src/run/server.testing.ts';
import { answerNotes, fixtures, folderWith, kit, notes, secret } from './cli.testing.ts';
import { exchanges, recordExamples } from './recorded.testing.ts';

const root = join(import.meta.dirname, '../../..');
const note: Sketch = {
  method: 'POST',
  url: 'https://notes.example.com/notes',
  headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${secret}` },
  body: { text: 'hi' },
  status: 201,
  answerHeaders: { 'Content-Type': 'application/json' },
  answer: { text: 'hi' },
};
const strange = { ...note, answer: { text: secret, age: 7 } };
const usual = ['drift', '--api', 'notes.yaml', '--no-redocly'];

describe('traffic', { timeout: 120_000 }, () => {
  test('of the real server fits its contracts, as this kit records it', async () => {
    const folder = folderWith({});
    const har = join(folder, 'own.har');
    const cases = ['--case', 'currentUser/*', '--case', 'logout/*', '--case', 'login/body/*'];
    const recorded = await kit(root, '--api', 'login', ...cases, '--seed', '1', '--har', har);
    expect(recorded.stdout).toMatch(/\n\d+ passed, 0 failed/);
    const { code, stdout } = await kit(root, 'drift', har);
    expect(stdout).toMatch(/\nfits: \d+ exchanges with \d+ of 10 operations\n$/);
    expect(code).toBe(0);
  });

  test('of the real server with one of twenty faults in it does not, and each is found once', async () => {
    const entries = await recordExamples();
    const specs = (await ownSpecs()).filter(({ name }) => name === 'sign-in');
    const find = async (sketches: readonly Sketch[]) =>
      drift({ recordings: [parseRecording('own.har', toHar(sketches))], specs, redocly: false });
    expect((await find(entries)).findings).toEqual([]);
    const names = Object.keys(exchanges) as Probe[1][];
    const own = names.flatMap((name) => entries.find(exchanges[name]) ?? []);
    for (const [what, of, change, wanted] of probes) {
      const index = names.indexOf(of);
      const found = await find(own.map((entry, place) => (place === index ? { ...entry, ...change(entry) } : entry)));
      expect(found.findings, what).toMatchObject([{ side: 'response', count: 1, first: { entry: index }, ...wanted }]);
    }
  });

  test('of another server does so too, or not', async () => {
    const folder = folderWith({ 'notes.yaml': notes, 'fixtures.yaml': fixtures });
    const baseUrl = await serve(answerNotes);
    await kit(
      folder,
      '--spec',
      'notes.yaml',
      '--fixtures',
      'fixtures.yaml',
      '--base-url',
      baseUrl,
      '--seed',
      '5',
      '--max-cases',
      '0',
      '--har',
      'own.har',
    );
    expect((await kit(folder, ...usual, 'own.har')).stdout).toMatch(/^fits: /m);
  });
});

describe('the exit code', { timeout: 60_000 }, () => {
  test('is 0 for traffic that fits', async () => {
    const folder = folderWith({ 'notes.yaml': notes, 'a.har': toHar([note]) });
    expect(await kit(folder, ...usual, 'a.har')).toEqual({ code: 0, stdout: 'fits: 1 exchange with 1 of 1 operations\n', stderr: '' });
  });

  test('is 1 for drift; every report says where, and none has the secret in it', async () => {
    const folder = folderWith({ 'notes.yaml': notes, 'a.har': toHar([note]), 'b.har': toHar([note, strange, strange]) });
    const { code, stdout } = await kit(
      folder,
      ...usual,
      'a.har',
      'b.har',
      '--json',
      'r/d.json',
      '--markdown',
      'r/d.md',
      '--annotations',
      '--coverage',
    );
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /^notes · addNote · POST \/notes\n {2}response \/age: undocumented property age\n {6}contract {2}notes\.yaml:\d+:\d+$/m,
    );
    expect(stdout).toMatch(/^ {6}seen {6}2 times, first in b\.har, log\.entries\[1\]: POST \/notes → 201$/m);
    expect(stdout).toMatch(/^COVERAGE\n {2}notes {2}responses .*\n {4}never seen: addNote 400, addNote 401$/m);
    expect(stdout).toMatch(/^::error file=notes\.yaml,line=\d+,col=\d+,title=notes · addNote · POST \/notes::response \/age/m);
    expect(stdout).toMatch(/\ndrift: 1 finding in 2 of 4 exchanges with 1 of 1 operations\n/);
    const [json, markdown] = ['r/d.json', 'r/d.md'].map((name) => readFileSync(join(folder, name), 'utf8'));
    expect(JSON.parse(json ?? '')).toMatchObject({
      findings: [{ count: 2, rule: 'body' }],
      exchanges: { judged: 4, affected: 2 },
    });
    expect(markdown).toMatch(/^## ❌ drift: 1 finding /);
    for (const text of [stdout, json, markdown]) expect(text).not.toContain(secret);
  });

  test.each<[what: string, args: string[], message: RegExp]>([
    ['no archive', ['drift'], /^no HTTP archive: contract-kit drift traffic\.har; drift --help lists the options\n$/],
    ['an archive that is not there', [...usual, 'none.har'], /^none\.har:1:1: no such file\n$/],
    ['an archive that is none', [...usual, 'notes.yaml'], /^notes\.yaml:1:1: not JSON, so not an HTTP archive: a value is expected\n$/],
    ['an archive that is cut off', [...usual, 'cut.har'], /^cut\.har:1:\d+: not JSON, so not an HTTP archive: a text has no end\n$/],
    ['an entry that is none', [...usual, 'odd.har'], /^odd\.har:1:\d+: log\.entries\.0\.request\.url: a URL is expected\n$/],
    ['no contract', ['drift', 'a.har'], /^no contract: name one with --api FILE, or list them in contract-kit\.yaml\n$/],
    ['an API that is not there', ['drift', '--api', 'other', 'a.har'], /^no API is called other; name a file\n$/],
    ['an option that is none', [...usual, '--fast', 'a.har'], /^Unknown option '--fast'; drift --help lists the options\n$/],
    [
      'traffic with something else',
      [...usual, 'else.har'],
      /^none of the 8 exchanges is with a documented operation, such as \/notes: do --api/,
    ],
    [
      'traffic behind a proxy',
      [...usual, 'moved.har'],
      /^none of the 1 exchanges is with a documented operation, such as \/notes: try --server-path \/gateway\/v2\n$/,
    ],
    ['a report that cannot be written', [...usual, 'a.har', '--json', 'a.har/x'], /^--json a\.har\/x: /],
  ])('is 2 for %s, with one line', async (_what, args, message) => {
    const folder = folderWith({
      'notes.yaml': notes,
      'a.har': toHar([note]),
      'cut.har': toHar([note]).slice(0, 200),
      'odd.har': toHar([{ ...note, url: '/notes' }]),
      'else.har': toHar(Object.values(sound)),
      'moved.har': toHar([{ ...note, url: 'https://h.example.com/gateway/v2/notes' }]),
    });
    const { code, stderr } = await kit(folder, ...args);
    expect(stderr).toMatch(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(code).toBe(2);
  });

  test('is 0 behind a proxy for whoever says so, without what went elsewhere', async () => {
    const moved = { ...note, url: 'https://h.example.com/gateway/v2/notes' };
    const folder = folderWith({
      'notes.yaml': notes,
      'a.har': toHar([moved, { ...moved, url: 'https://other.example.com/gateway/v2/notes' }]),
    });
    expect((await kit(folder, ...usual, 'a.har', '--server-path', '/gateway/v2')).stdout).toMatch(/^fits: 2 exchanges/m);
    const { code, stdout } = await kit(folder, ...usual, 'a.har', '--base-url', 'https://h.example.com/gateway/v2');
    expect(stdout).toMatch(/^fits: 1 exchange /m);
    expect(stdout).toContain('https://other.example.com 1: POST /gateway/v2/notes 1');
    expect(code).toBe(0);
  });

  test('does not need redocly, and says that it was not there', async () => {
    const folder = folderWith({ 'notes.yaml': notes, 'a.har': toHar([note]) });
    const { code, stdout } = await kit(folder, 'drift', '--api', 'notes.yaml', 'a.har');
    expect(stdout).toMatch(/^@redocly\/cli is not installed: these are the findings of the kit alone$/m);
    expect(code).toBe(0);
  });
});
