import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readArguments, type Arguments } from './arguments.ts';
import { readPlan } from './plan.ts';

const contract = (id: string) => `openapi: 3.1.0
info: { title: Open, version: 1.0.0 }
paths: { /open: { get: { operationId: ${id}, responses: { '200': { description: Fine. } } } } }
`;
const waiver = '- { item: open/x, reason: later, expires: 2999-12-31 }\n';
const config = `specs: open.yaml
waivers: waivers.yaml
headers: { X-Own: here }
states: { night: {} }
`;

function prepare(...more: string[]): Arguments {
  const folder = mkdtempSync(join(tmpdir(), 'kit-plan-'));
  const before = process.cwd();
  onTestFinished(() => {
    process.chdir(before);
    rmSync(folder, { recursive: true });
  });
  const files = { 'open.yaml': contract('open'), 'other.yaml': contract('other'), 'waivers.yaml': waiver, 'contract-kit.yaml': config };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  process.chdir(folder);
  const read = readArguments(more);
  if (!read) throw new Error('no arguments');
  return read;
}

test('a contract that the settings do not list has none of them, unless they are named', async () => {
  const strange = await readPlan(prepare('--spec', 'other.yaml'));
  expect(strange).toMatchObject({ waivers: [], config: { headers: undefined, states: {}, waivers: undefined } });
  const mixed = await readPlan(prepare('--spec', 'open.yaml', '--spec', 'other.yaml'));
  expect(mixed.config.headers).toBeUndefined();
  const named = await readPlan(prepare('--spec', 'other.yaml', '--config', 'contract-kit.yaml'));
  expect(named).toMatchObject({ waivers: [{ item: 'open/x' }], config: { headers: { 'X-Own': 'here' }, states: { night: {} } } });
});

test('a case that is not there is refused', async () => {
  await expect(readPlan(prepare('--case', 'open/nothing*', '--case', 'open/*'))).rejects.toThrow(
    'no case is called open/nothing*; --list prints them',
  );
  const { contracts } = await readPlan(prepare('--case', 'open/example/*'));
  expect(contracts.flatMap(({ cases }) => cases.map(({ id }) => id))).toStrictEqual(['open/example/any/usual']);
});

test('names in the fixtures that no contract has are refused with their place', async () => {
  const args = prepare('--fixtures', 'f.yaml');
  writeFileSync('f.yaml', 'values:\n  opne: { id: 1 }\n');
  await expect(readPlan(args)).rejects.toThrow(/f\.yaml:2:3: no contract has the operation opne; there are open$/);
});
