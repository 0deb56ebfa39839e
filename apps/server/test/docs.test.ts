import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startProgram } from './program.ts';

function start(env: Record<string, string>) {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-docs-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return startProgram({ DATABASE_URL: `sqlite:${join(folder, 'test.db')}`, ...env });
}

const production = { NODE_ENV: 'production', THROTTLE: 'on' };

test.each([
  ['on', {}, 200, 404],
  ['live when told so', { DOCS: 'live' }, 200, 200],
  ['on in production when told so', { ...production, DOCS: 'on' }, 200, 404],
  ['off in production', production, 404, 404],
  ['off when told so', { DOCS: 'off' }, 404, 404],
])('the docs are %s', async (_name, env, index, version) => {
  const { address } = await start(env);
  const answers = await Promise.all(['/docs/', '/docs/version', '/docs/nothing'].map((path) => fetch(address + path)));
  expect(answers.map(({ status }) => status)).toStrictEqual([index, version, 404]);
  expect(await answers[2]?.json()).toStrictEqual({ statusCode: 404, message: 'Not Found' });
  for (const { headers } of answers)
    expect([headers.get('x-content-type-options'), headers.get('referrer-policy')]).toStrictEqual(['nosniff', 'no-referrer']);
});

test.each([
  ['names', {}, true],
  ['does not name', { DOCS: 'off' }, false],
])('what is printed at the start %s the docs', async (_name, env, isNamed) => {
  const { address, output } = await start(env);
  expect(output().includes(`${address}/docs/\n`)).toBe(isNamed);
});

test('any other word is refused in one line', async () => {
  await expect(start({ DOCS: 'yes' })).rejects.toThrow(/ended with 1: Countersign did not start: DOCS must be on, off or live\n$/);
});
