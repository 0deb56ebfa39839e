import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parseDocument } from '../spec/document.ts';
import { stateOf, type Item } from './item.ts';
import { applyWaivers, readWaivers, toWaivers } from './waivers.ts';

const folder = await mkdtemp(join(tmpdir(), 'waivers-'));
afterAll(() => rm(folder, { recursive: true }));

const read = (text: string) => toWaivers(parseDocument('/waivers.yaml', text));
const at = { file: '/a.yaml', line: 3, column: 1, pointer: '' };
const item = (id: string, covered = false): Item => ({ id, at, operation: 'a', what: 'w', aspect: 'x', covered });

describe('reading', () => {
  it('takes a list of item, reason and expires', async () => {
    const file = join(folder, 'waivers.yaml');
    await writeFile(file, '# nobody can provoke it\n- item: a/*\n  reason: later\n  expires: 2026-03-01\n');
    expect(await readWaivers(file)).toMatchObject([{ item: 'a/*', reason: 'later', expires: '2026-03-01', at: { line: 2 } }]);
    expect(read('# nothing yet\n')).toEqual([]);
  });

  it.each([
    ['item: a', '/waivers.yaml:1:1: waivers are a list of item, reason and expires'],
    ['- x', '/waivers.yaml:1:3: a waiver has item, reason and expires'],
    ['- item: a\n  reason: " "\n  expires: 2026-01-01', '/waivers.yaml:2:3: a waiver needs reason, a text that is not empty'],
    ['- item: a\n  reason: b\n  expires: tomorrow', '/waivers.yaml:3:3: expires is a date, YYYY-MM-DD'],
    ['- item: a\n  reason: b\n  expires: 2026-02-30', '/waivers.yaml:3:3: expires is a date, YYYY-MM-DD'],
    ['- item: a\n  reason: b\n  expires: 2026-01-01\n  until: x', '/waivers.yaml:4:3: a waiver has no until'],
    ['- item: a\n  reason: b', '/waivers.yaml:1:3: a waiver needs expires, a text that is not empty'],
  ])('refuses %j with its line', (text, message) => {
    expect(() => read(text)).toThrow(message);
  });
});

describe('applying', () => {
  const operations = ['a', 'c', 'z'];
  const waiver = (pattern: string, expires: string) => ({ item: pattern, reason: 'later', expires, at });

  it('holds through its last day and no longer', () => {
    const states = (day: string) =>
      applyWaivers([item('a/b')], [waiver('a/b', '2026-01-02')], { today: new Date(`${day}T12:00:00Z`), operations }).items.map(stateOf);
    expect(states('2026-01-02')).toEqual(['waived']);
    expect(states('2026-01-03')).toEqual(['missing']);
  });

  it('names those that have expired and those that nothing needs', () => {
    const waivers = [waiver('a/b', '2026-01-01'), waiver('c*', '2027-01-01'), waiver('z', '2027-01-01')];
    const { items, remarks } = applyWaivers([item('a/b'), item('c/d', true)], waivers, {
      today: new Date('2026-01-02T00:00:00Z'),
      operations,
    });
    expect(items[0]?.waiver).toMatchObject({ expires: '2026-01-01', expired: true });
    expect(remarks.map(({ message }) => message).toSorted()).toEqual([
      '/a.yaml:3:1: nothing needs the waiver of c*',
      '/a.yaml:3:1: nothing needs the waiver of z',
      '/a.yaml:3:1: the waiver of a/b has expired on 2026-01-01',
    ]);
  });

  it('passes over those of operations that this contract does not have', () => {
    const waivers = ['other/b', '*/b', 'a/b/*', 'ab/c'].map((pattern) => waiver(pattern, '2027-01-01'));
    const { remarks } = applyWaivers([], waivers, { today: new Date('2026-01-02T00:00:00Z'), operations });
    expect(remarks.map(({ message }) => message.split(' ').at(-1))).toEqual(['*/b', 'a/b/*']);
  });

  it('takes * for anything and everything else for itself', () => {
    const matches = (pattern: string, id: string) =>
      applyWaivers([item(id)], [waiver(pattern, '2027-01-01')], { today: new Date('2026-01-02T00:00:00Z'), operations }).items.map(
        stateOf,
      )[0] === 'waived';
    expect(matches('GET /a/{id}/*/5.X', 'GET /a/{id}/responses/5.X')).toBe(true);
    expect(matches('a.b', 'axb')).toBe(false);
    expect(matches('b', 'ab')).toBe(false);
  });
});
