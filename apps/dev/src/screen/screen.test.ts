import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import type { Outcome, Verdict } from '../cycle.ts';
import type { Finding } from '../finding.ts';
import { toLines, type View } from './frame.ts';
import { createScreen } from './screen.ts';

const root = '/project';
const verdict: Verdict = { api: 'sign-in', base: 'main', from: '1.0.0', to: '1.0.0', level: 'none', next: '', sufficient: true };
const finding: Finding = {
  source: 'contract',
  severity: 'error',
  file: '/project/specs/sign-in/openapi.yaml',
  line: 12,
  col: 5,
  rule: 'no-unresolved-refs',
  message: "Can't resolve\n  $ref",
  details: [],
};
const sound: Outcome = {
  findings: [],
  hidden: [],
  verdicts: [verdict],
  remarks: [],
  types: { written: [], kept: [], missing: [] },
  documents: {},
  contractsHold: true,
  handlersFit: true,
  times: { lint: 1, generate: 1, compile: 1, stories: 0, compare: 1, all: 120.4 },
};
const view = (outcome: Partial<Outcome>, part: Partial<View> = {}): View => ({
  root,
  outcome: { ...sound, ...outcome },
  changed: ['specs/sign-in/openapi.yaml'],
  at: '14:03:12',
  server: { state: 'running', address: 'http://127.0.0.1:3000' },
  mock: { state: 'off' },
  docs: { state: 'off' },
  typesOf: '14:00:00',
  ...part,
});
const text = (given: View, most = 10) => toLines(given, { color: false, most }).join('\n');

test('a finding says where, what, and how to mend it', () => {
  const shown = text(view({ findings: [finding], contractsHold: false, handlersFit: false }));
  expect(shown).toContain('14:03:12  specs/sign-in/openapi.yaml  ✗ 1 error  120 ms');
  expect(shown).toContain(
    "specs/sign-in/openapi.yaml:12:5  error  Can't resolve $ref  (no-unresolved-refs)\n    point it at something that is there",
  );
  expect(shown).toContain('server   http://127.0.0.1:3000, with the last contracts that held');
});

test('a breaking change says the version that would allow it', () => {
  const broken = { ...verdict, level: 'major', next: '2.0.0', sufficient: false } as const;
  expect(text(view({ verdicts: [broken] }))).toContain('sign-in      breaking: 1.0.0, must become 2.0.0');
  expect(text(view({ verdicts: [{ ...broken, to: '2.0.0', sufficient: true }] }))).toContain('sign-in      breaking: 1.0.0 → 2.0.0');
});

test('types of an earlier state are not passed off as new', () => {
  expect(text(view({ types: { written: [], kept: ['login'], missing: ['pay'] } }))).toContain(
    'types    up to date; login: of 14:00:00, when it could last be read; pay: none yet',
  );
  expect(text(view({ types: { written: ['a', 'b'], kept: [], missing: [] } }))).toContain('types    2 files written');
});

test('thousands of findings are counted by rule', () => {
  const findings = Array.from({ length: 5_000 }, (_, index) => ({ ...finding, line: index + 1, rule: index < 4_000 ? 'often' : 'seldom' }));
  const shown = text(view({ findings, hidden: [{ rule: 'seldom', count: 9_000 }] }), 2);
  expect(shown).toContain('✗ 14000 errors');
  expect(shown).toContain('and 13998 more findings:\n     10000  seldom\n      3998  often\n');
  expect(shown.split('\n').length).toBeLessThan(20);
});

test('without a terminal every cycle is told once, in plain lines', () => {
  const stream = new PassThrough({ encoding: 'utf8' });
  const screen = createScreen({ stream, color: false });
  screen.show(view({}), 'cycle');
  screen.show(view({}, { server: { state: 'kept', address: 'http://127.0.0.1:3000', reason: 'no handler' } }), 'state');
  screen.say('server warn: slow');
  const told = String(stream.read());
  expect(told).toBe(stripVTControlCharacters(told));
  expect(told.match(/everything fits/g)).toHaveLength(1);
  expect(told).toContain('http://127.0.0.1:3000, still the one before: no handler');
  expect(told).toContain('server warn: slow');
});

test('a terminal has one view, which fits it', () => {
  const stream = Object.assign(new PassThrough({ encoding: 'utf8' }), { isTTY: true, rows: 24 });
  const screen = createScreen({ stream, color: true });
  const findings = Array.from({ length: 100 }, (_, index) => ({ ...finding, line: index + 1 }));
  screen.show(view({ findings }), 'cycle');
  const drawn = String(stream.read());
  expect(drawn).toContain('[2J');
  expect(stripVTControlCharacters(drawn).split('\n').length).toBeLessThanOrEqual(25);
  screen.show(view({}), 'cycle');
  expect(stripVTControlCharacters(String(stream.read()))).toContain('q: quit');
});
