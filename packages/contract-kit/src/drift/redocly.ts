import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Spec } from '../spec/spec.ts';
import { server, type Owner, type Traffic } from './traffic.ts';

/** What `redocly drift` says of one exchange. */
export interface RedoclyFinding {
  of: Owner['of'];
  rule: string;
  message: string;
  side: 'request' | 'response';
  /** It is about a body, or a part of one, that was not recorded. */
  isUnsure: boolean;
}

const execute = promisify(execFile);

/** Milliseconds. */
const patience = 300_000;
const rules = 'schema-consistency,security-baseline';

/**
 * Runs `redocly drift` on the exchanges with one API. `command` is a script for Node. Rejects with an `Error` of one line when it says nothing that can
 * be read.
 */
export async function runRedocly(command: string, spec: Spec, { file, owners }: Traffic): Promise<RedoclyFinding[]> {
  const report = `${file}.sarif`;
  const folder = dirname(file);
  await writeFile(join(folder, 'redocly.yaml'), 'telemetry: off\n');
  const format = ['--format', 'sarif', '--min-severity', 'warning', '--rules', rules, '--output', report];
  const args = [command, 'drift', file, '--api', spec.file, '--traffic-format', 'har', '--server', server, ...format];
  const env = { REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
  // It ends with 1 when it has found something.
  const words = await execute(process.execPath, args, { cwd: folder, env, timeout: patience, maxBuffer: 2 ** 26 }).then(() => '', toWords);
  const text = await readFile(report, 'utf8').catch(() => {
    throw new Error(`redocly drift could not be run: ${words}`);
  });
  return readReport(text, owners);
}

function toWords(error: Error & { stderr?: string; killed?: boolean }): string {
  return error.killed ? `it took more than ${patience / 1000} s` : ((error.stderr || error.message).trim().split('\n')[0] ?? '');
}

interface Sarif {
  runs: {
    results: {
      ruleId: string;
      message: { text: string };
      properties: { exchangeIndex: number; target?: string; dataPath?: string };
    }[];
  }[];
}

function readReport(text: string, owners: readonly Owner[]): RedoclyFinding[] {
  const { runs } = JSON.parse(text) as Sarif;
  return runs.flatMap(({ results }) =>
    results.flatMap(({ ruleId: rule, message, properties: { exchangeIndex, target, dataPath } }): RedoclyFinding[] => {
      const owner = owners[exchangeIndex];
      const side = target === 'response' ? 'response' : 'request';
      if (!owner) return [];
      const isBlotted = owner.blots.some((pointer) => dataPath !== undefined && isAlong(pointer, dataPath));
      const isUnsure = rule !== 'security-baseline' && (isBlotted || !owner.isWhole[side]);
      return [{ of: owner.of, rule, message: message.text, side, isUnsure }];
    }),
  );
}

function isAlong(one: string, other: string): boolean {
  return one === other || one.startsWith(`${other}/`) || other.startsWith(`${one}/`);
}
