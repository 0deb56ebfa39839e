import { globSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { createLinter } from '@countersign/lint/linter';
import type { Linted } from '../cycle.ts';
import type { Finding } from '../finding.ts';
import { clarify, unreadable, withoutConsequences } from './clarify.ts';

/** So many of each rule are located and shown; the rest is counted. */
const perRule = 20;

// Runs in a thread of its own: see lint.ts.
const { root } = workerData as { root: string };
const linter = createLinter({ root });

parentPort?.on('message', async () => {
  const { targets, lint, configuration } = await linter;
  const reports = await Promise.all(targets().map((file) => lint(file, { perRule })));
  const beside = globSync('specs/*.yaml', { cwd: root }).flatMap((name) => unreadable(join(root, name)));
  const ofContracts = reports.flatMap((report) => withoutConsequences(report.findings.map(toFinding)));
  const hidden = reports.flatMap(({ counts }) =>
    withoutConsequences([...counts].map(([rule, { count }]) => ({ rule, count: count - perRule }))),
  );
  const findings = [...configuration.map(toFinding), ...beside, ...ofContracts];
  const linted: Linted = { findings, hidden: hidden.filter(({ count }) => count > 0) };
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker thread, no window
  parentPort?.postMessage(linted);
});

function toFinding({
  file,
  line,
  col,
  rule,
  message,
  severity,
  suggestions,
}: Awaited<ReturnType<Awaited<typeof linter>['lint']>>['findings'][number]): Finding {
  const details = suggestions.length > 0 ? [`did you mean: ${suggestions.join(', ')}?`] : [];
  return clarify({ source: 'contract', severity: severity === 'error' ? 'error' : 'warning', file, line, col, rule, message, details });
}
