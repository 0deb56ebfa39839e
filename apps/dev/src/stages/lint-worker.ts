import { globSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { createLinter } from '@countersign/lint/linter';
import type { Linted } from '../cycle.ts';
import type { Finding } from '../finding.ts';
import { toFindings, type Told, unreadable, withoutConsequences } from './clarify.ts';

/** So many of each rule are located and shown; the rest is counted. */
const perRule = 20;

// Runs in a thread of its own: see lint.ts.
const { root } = workerData as { root: string };
const linter = createLinter({ root });

parentPort?.on('message', async () => {
  const { targets, lint, configuration } = await linter;
  const reports = await Promise.all(targets().map((file) => lint(file, { perRule })));
  const beside = globSync('specs/*.yaml', { cwd: root }).flatMap((name) => unreadable(join(root, name)));
  const ofContracts = reports.flatMap((report) => withoutConsequences(toOwn(report.findings)));
  const hidden = reports.flatMap(({ counts }) =>
    withoutConsequences([...counts].map(([rule, { count }]) => ({ rule, count: count - perRule }))),
  );
  const findings = [...toOwn(configuration), ...beside, ...ofContracts];
  const linted: Linted = { findings, hidden: hidden.filter(({ count }) => count > 0) };
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker thread, no window
  parentPort?.postMessage(linted);
});

function toOwn(all: readonly (Told & { severity: string })[]): Finding[] {
  return toFindings(all, ({ severity }) => ({ source: 'contract', severity: severity === 'error' ? 'error' : 'warning' }));
}
