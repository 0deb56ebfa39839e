import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parseRecording } from '../har/read.ts';
import { drift, type Drift } from './drift.ts';
import type { Finding } from './finding.ts';
import { toDriftAnnotations, toDriftJson, toDriftMarkdown } from './formats.ts';
import { toDriftText } from './text.ts';
import { probes, type Probe } from './probes.testing.ts';
import { ownSpecs, secrets, sound, toHar, type Sketch } from './traffic.testing.ts';

const specs = await ownSpecs();
async function find(sketches: readonly Sketch[], more: Partial<Parameters<typeof drift>[0]> = {}, creator?: string): Promise<Drift> {
  return drift({ recordings: [parseRecording('old.har', toHar(sketches, creator))], specs, redocly: false, ...more });
}

/** The sound traffic with this fault in it. */
function withFault([, of, change]: Probe): Sketch[] {
  return Object.entries(sound).map(([name, sketch]) => (name === of ? { ...sketch, ...change(sketch) } : sketch));
}

const told = ({ findings }: Drift) => findings.map(({ rule, side, message }) => `${side} ${rule}: ${message}`);

describe('traffic that keeps the contracts', () => {
  it('has no finding, nor in the eyes of redocly', async () => {
    const found = await find(Object.values(sound), { redocly: undefined });
    expect(told(found)).toEqual([]);
    expect(found).toMatchObject({ judged: 8, affected: 0, remarks: [] });
  });
});

describe('one fault', () => {
  it.each(probes)('is found once: %s', async (...probe) => {
    const [, of, , wanted] = probe;
    const found = await find(withFault(probe));
    expect(told(found)).toHaveLength(1);
    const [finding] = found.findings;
    expect(finding).toMatchObject({
      side: 'response',
      count: 1,
      first: { file: 'old.har', entry: Object.keys(sound).indexOf(of) },
      ...wanted,
    });
    expect(finding?.at.line).toBeGreaterThan(0);
  });

  it('is told once although redocly sees it too, and all of them stay apart', async () => {
    const faulty = probes.map((probe) => withFault(probe)[Object.keys(sound).indexOf(probe[1])]).filter((sketch) => sketch !== undefined);
    const [alone, together] = [await find(faulty), await find(faulty, { redocly: undefined })];
    expect(told(together)).toEqual(told(alone));
    expect(together.findings.filter(({ source }) => source === 'both').length).toBeGreaterThanOrEqual(8);
    expect(together.findings.filter(({ source }) => source === 'redocly')).toEqual([]);
  });

  it('counts as one however often it is seen', async () => {
    const faulty = { ...sound['me'], answer: { ...(sound['me']?.answer as object), permissions: [1, 2] } } as Sketch;
    const { findings, affected, judged } = await find([faulty, sound['me'] as Sketch, faulty]);
    expect(findings).toMatchObject([{ count: 4, first: { entry: 0 } }] satisfies object[] as Finding[]);
    expect({ affected, judged }).toEqual({ affected: 2, judged: 3 });
  });
});

/** A program in place of `redocly drift` that finds this, whatever it is asked. */
function fakeRedocly(results: readonly object[] | undefined): string {
  const folder = mkdtempSync(join(tmpdir(), 'fake-redocly-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'cli.cjs');
  const report = JSON.stringify(JSON.stringify({ runs: [{ results }] }));
  const write = `require('fs').writeFileSync(process.argv[process.argv.indexOf('--output') + 1], ${report}); process.exitCode = 1;`;
  writeFileSync(file, results ? write : "console.error('fake redocly fell over\\n  at somewhere'); process.exitCode = 2;");
  return file;
}

describe('what redocly says', () => {
  const result = (exchangeIndex: number, target: string, ruleId = 'schema-consistency') => ({
    ruleId,
    message: { text: 'It looks odd' },
    properties: { exchangeIndex, target, dataPath: '/email' },
  });

  it('is told when the kit did not see it, but not of requests that were refused', async () => {
    const sketches = ['me', 'shortPassword'].map((name) => sound[name] as Sketch);
    const redocly = fakeRedocly([result(0, 'response'), result(0, 'request'), result(1, 'request'), result(1, 'response')]);
    const found = await find(sketches, { redocly });
    expect(found.findings.map(({ source, side, operation, message }) => [source, side, operation?.id, message])).toEqual([
      ['redocly', 'response', 'me', 'It looks odd'],
      ['redocly', 'request', 'me', 'It looks odd'],
      ['redocly', 'response', 'signIn', 'It looks odd'],
    ]);
    expect(toDriftText(found)).toContain('  response It looks odd  (only redocly drift says so)\n');
  });

  it('is not believed of what was blotted out, or left out', async () => {
    const blotted = { ...sound['me'], answer: { ...(sound['me']?.answer as object), email: '***' } } as Sketch;
    expect(told(await find([blotted], { redocly: fakeRedocly([result(0, 'response')]) }))).toEqual([]);
    expect(told(await find([sound['me'] as Sketch], { redocly: fakeRedocly([result(0, 'response')]) }))).toHaveLength(1);
  });

  it('is missed in one line when it falls over', async () => {
    const { remarks, findings } = await find([sound['me'] as Sketch], { redocly: fakeRedocly(undefined) });
    expect(findings).toEqual([]);
    expect(remarks).toEqual(['redocly drift could not be run: fake redocly fell over: these are the findings of the kit alone']);
  });
});

describe('a report', () => {
  it('names the place in the contract and in the recording, and no secret', async () => {
    const found = await find(probes.flatMap(withFault), { exercise: { today: new Date(0) } });
    const formats = [
      toDriftText(found, { color: true, width: 100 }),
      toDriftText(found),
      toDriftJson(found),
      toDriftMarkdown(found),
      toDriftAnnotations(found),
    ];
    for (const text of formats) {
      expect(text).toMatch(/specs\/sign-in\/openapi\.yaml/);
      for (const secret of Object.values(secrets)) expect(text).not.toContain(secret);
    }
    expect(formats[1]).toMatch(/^sign-in · me · GET \/api\/v1\/auths\/me$/m);
    expect(formats[1]).toMatch(/^ {6}seen {6}once in old\.har, log\.entries\[\d+\]: GET \/api\/v1\/auths\/me → 200$/m);
    expect(formats[1]).toMatch(/\ndrift: 20 findings in 20 of 158 exchanges with 4 of 10 operations\n$/);
    expect(formats[4]).toMatch(/^::error file=.*specs\/sign-in\/operations\/me\.yaml,line=\d+,col=\d+,title=/m);
  });
});
