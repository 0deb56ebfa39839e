import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { serve, type Handler } from '../src/run/server.testing.ts';
import { answerNotes, fixtures, folderWith, kit, notes } from './cli.testing.ts';

const files = { 'notes.yaml': notes, 'fixtures.yaml': fixtures };

interface Told {
  rate: { killed: number; total: number; equivalent: number };
  mutants: { id: string; state: string; by?: { case: string }; equivalent?: string }[];
}

async function mutate(more: Readonly<Record<string, string>>, handler: Handler, ...args: string[]) {
  const folder = folderWith({ ...files, ...more });
  const usual = ['mutate', '--spec', 'notes.yaml', '--fixtures', 'fixtures.yaml', '--json', 'told.json'];
  const { code, stdout, stderr } = await kit(folder, ...usual, '--base-url', await serve(handler), ...args);
  return { code, stdout, stderr, read: () => JSON.parse(readFileSync(join(folder, 'told.json'), 'utf8')) as Told };
}

/** With a property that the server never sends: what is said of it cannot be seen. */
const marked = notes.replace('properties: { text: { type: string } }', 'properties: { text: { type: string }, mark: { type: string } }');
const survivor = 'notes.addNote/contract/201/mark/type/other';

describe('mutate', { timeout: 120_000 }, () => {
  test('finds a case for every fault of a small server, and says which', async () => {
    const { code, stdout, stderr, read } = await mutate({}, answerNotes);
    expect(stdout.split('\n').filter((line) => /^(?:SURVIVED|NOT APPLIED)/.test(line))).toStrictEqual([]);
    expect({ code, stderr }).toStrictEqual({ code: 0, stderr: '' });
    const { rate, mutants } = read();
    expect(rate.killed).toBe(mutants.length);
    expect(mutants.length).toBeGreaterThan(200);
    expect(mutants.find(({ id }) => id === 'notes.addNote/request/lax/text/maxLength/by-one')).toMatchObject({
      state: 'killed',
      by: { case: 'addNote/schema/text/maxLength/21-characters' },
    });
  });

  test('tells what nothing notices, with the sentence that it breaks, and takes a word for what nobody can', async () => {
    const more = { 'notes.yaml': marked, 'word.yaml': `- { mutant: '*/mark/*', reason: nobody has seen one }\n` };
    const tell = (...args: string[]) => mutate(more, answerNotes, '--fault', survivor, ...args);
    const { code, stdout, read } = await tell();
    expect(code).toBe(1);
    expect(stdout).toMatch(new RegExp(`^SURVIVED  ${survivor}\n  POST /notes: 201: mark: type is another\n  notes.yaml:\\d+:\\d+\n`));
    expect(read().rate).toStrictEqual({ killed: 0, total: 1, equivalent: 0 });
    const excused = await tell('--equivalent', 'word.yaml');
    expect(excused.code).toBe(0);
    expect(excused.read()).toMatchObject({ rate: { total: 0, equivalent: 1 }, mutants: [{ equivalent: 'nobody has seen one' }] });
  });

  test('cannot run against a server that is wrong by itself, or with a fault that is not there', async () => {
    const wrong = await mutate({}, (_request, response) => response.writeHead(418).end());
    expect(wrong).toMatchObject({ code: 2, stderr: expect.stringMatching(/^\d+ of \d+ cases fail on the right server, e\.g\. addNote\//) });
    const none = await mutate({}, answerNotes, '--fault', 'nothing');
    expect(none).toMatchObject({ code: 2, stderr: 'no such fault: --list prints them\n' });
  });

  test('draws the same sample for the same seed, and lists it without sending a fault', async () => {
    const draw = async (seed: string) => (await mutate({}, answerNotes, '--list', '--sample', '30', '--seed', seed)).stdout;
    const [first, again, other] = [await draw('1'), await draw('1'), await draw('2')];
    expect(first.trim().split('\n')).toHaveLength(30);
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });
});
