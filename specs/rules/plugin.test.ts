import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NormalizedProblem } from '@redocly/openapi-core';
import { expect, test } from 'vitest';
import { houseRules } from './plugin.ts';

const fixtures = join(import.meta.dirname, 'fixtures');

/** Lints as `pnpm lint` does: the CLI carries a core of its own, so the tests in process prove nothing about it. */
function lint(file: string) {
  const cli = join(import.meta.dirname, '../node_modules/@redocly/cli/bin/cli.js');
  const config = join(import.meta.dirname, '../../redocly.yaml');
  const run = spawnSync(process.execPath, [cli, 'lint', join(fixtures, file), '--config', config, '--format', 'json'], {
    encoding: 'utf8',
  });
  const report: { problems: NormalizedProblem[] } = JSON.parse(run.stdout);
  const findings = report.problems.map(({ ruleId, location: [first] }) => {
    return `${ruleId} ${first && 'start' in first ? first.start.line : 'nowhere'}`;
  });
  return { status: run.status, findings: findings.toSorted() };
}

test('the CLI finds a breach of every house rule', () => {
  const lines = readFileSync(join(fixtures, 'broken.yaml'), 'utf8').split('\n');
  const expected = lines.flatMap((text, index) => (text.includes('# <- ') ? [`${text.split('# <- ')[1]} ${index + 1}`] : []));
  expect(lint('broken.yaml')).toEqual({ status: 1, findings: expected.toSorted() });
  expect(expected.map((finding) => finding.split(' ')[0])).toEqual(expect.arrayContaining(houseRules.map((rule) => `house/${rule}`)));
});

test('the CLI accepts a document that follows them', () => {
  expect(lint('sound.yaml')).toEqual({ status: 0, findings: [] });
});
