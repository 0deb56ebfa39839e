import { stripVTControlCharacters } from 'node:util';
import { expect, it } from 'vitest';
import { toExchange } from '../coverage/contract.testing.ts';
import { createMask } from '../mask.ts';
import { fail, fault, makeReport, mask } from './report.testing.ts';
import { toText, toTotal } from './text.ts';

const report = makeReport();
const text = toText(report, { mask });
const lines = text.split('\n');

it('shows a fault of many cases once, with place, command and curl', () => {
  const start = lines.indexOf(`FAILED /contracts/notes.yaml:${fault.at.line}`);
  expect(lines.slice(start + 1, start + 8)).toEqual([
    '  addNote · status · a broken request was accepted',
    '    expected  400',
    '    actual    200',
    '    case      addNote/schema/text/maxLength/6  (a text of 6 characters, seed 42)',
    '              and 1 more: addNote/schema/text/maxLength/7',
    '    again     contract-kit --spec /contracts/notes.yaml --base-url http://127.0.0.1:8080 --case addNote/schema/text/maxLength/6 --seed 42',
    expect.stringMatching(/^ {4}curl {6}curl .*http:\/\/h\/api\/notes/),
  ]);
  expect(lines.filter((line) => line.startsWith('FAILED'))).toHaveLength(1);
});

it('keeps faults apart that say something else or stand elsewhere', () => {
  const elsewhere = { ...fault, at: { ...fault.at, line: 99 } };
  const other = toText(makeReport({ results: [fail('a'), fail('b', [elsewhere]), fail('c', [{ ...fault, message: 'else' }])] }), { mask });
  expect(other.match(/^FAILED .*$/gm)).toEqual([`FAILED /contracts/notes.yaml:${fault.at.line}`, 'FAILED /contracts/notes.yaml:99']);
  expect(other).not.toContain('more:');
});

it('names the reason of what is inconclusive, the missing sentences with their lines, and sums up last', () => {
  expect(text).toContain('INCONCLUSIVE throttled (***)\n    1 case: getNote/away');
  expect(text).toMatch(/^ {2}\/contracts\/notes\.yaml:31 {2}latestNote\/responses\/204$/m);
  expect(lines.at(-2)).toMatch(/^1 passed, 3 failed, 1 inconclusive in 1\.4 s · coverage \d+(\.\d)? %$/);
  expect(lines.at(-1)).toBe('');
});

it('names the step of a story and its operation, and shows how to send that again', () => {
  const exchange = toExchange({ method: 'POST', url: 'http://h/api/step' });
  const step = { id: 'signOutAgain', operation: 'signOut', exchange };
  const told = toText(makeReport({ results: [fail('flow/a', [{ ...fault, step }, fault])] }), { mask });
  expect(told).toContain('\n  signOut · step signOutAgain · status · a broken request was accepted\n');
  expect(told).toContain('\n  addNote · status · a broken request was accepted\n');
  expect(told.match(/curl -i .*$/gm)).toEqual([expect.stringMatching(/\/api\/step$/), expect.stringMatching(/\/api\/notes/)]);
});

it('leaves names whole that a secret happens to be a part of', () => {
  const hidden = createMask(['texts', 'maxLen'], 'maxlength');
  const id = 'addNote/schema/texts/maxLen/6';
  const told = toText(makeReport({ results: [fail(id, [{ ...fault, actual: 'texts' }])] }), { mask: hidden });
  expect(told).toContain(`case      ${id}  (`);
  expect(told).toContain(`--case ${id} --seed 42`);
  expect(told).toContain('actual    ***');
});

it('sums several APIs up in one last line', () => {
  expect(toTotal(report, '3 APIs', { mask })).toMatch(/^\n3 APIs: 1 passed, 3 failed, 1 inconclusive in 1\.4 s · coverage \d+(\.\d)? %\n$/);
});

it('takes the command from whoever started the run, and quotes what a shell would read', () => {
  const quoted = toText(makeReport({ command: 'pnpm contract', results: [fail("it's $HOME")] }), { mask });
  expect(quoted).toContain(String.raw`again     pnpm contract --case 'it'\''s $HOME' --seed 42`);
});

it('lets no server steer the terminal, and cuts values but no commands', () => {
  const nasty = { ...fault, actual: `\u001b[2J\u202e\n${'x'.repeat(500)}` };
  const narrow = toText(makeReport({ results: [fail('n', [nasty])] }), { mask, width: 60 });
  expect(narrow).toContain(String.raw`actual    \u001b[2J\u202e\nxxx`);
  expect(narrow).not.toContain('\u001b');
  expect(narrow).not.toContain('\u202e');
  expect(narrow.split('\n').find((line) => line.includes('actual'))).toHaveLength(60);
  expect(narrow).toContain('--case n --seed 42');
});

it('is plain without colour and the same text with it', () => {
  const colored = toText(report, { mask, color: true });
  expect(text).not.toContain('\u001b');
  expect(colored).toContain('\u001b[31m');
  expect(stripVTControlCharacters(colored)).toBe(text);
});
