import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

/** A place as Redocly tells it. */
export interface RedoclyPlace {
  /** Absolute path. */
  file: string;
  /** With `#`. */
  pointer: string;
  line: number;
  col: number;
}

/** One entry of `redocly diff --format json`. */
export interface RedoclyChange {
  /** In the contract with all references resolved, with `#`. */
  path: string;
  typeName: string;
  kind: 'added' | 'removed' | 'modified';
  impact: 'major' | 'minor' | 'patch';
  verdicts: readonly { ruleId: string; impact: string; message: string }[];
  /** The keyword, for `modified`. */
  property?: string;
  base?: RedoclyPlace & { value?: unknown };
  revision?: RedoclyPlace & { value?: unknown };
}

const execute = promisify(execFile);

/** Everything that Redocly counts as breaking, and nothing of the project's own lint rules. */
const config = 'extends:\n  - diff-recommended\ntelemetry: off\n';

/** The program of `@redocly/cli`, as a contract's own project has it, else the current folder's; undefined when neither has. */
export function findRedocly(...folders: readonly string[]): string | undefined {
  for (const folder of folders)
    try {
      return join(dirname(createRequire(join(folder, 'package.json')).resolve('@redocly/cli/package.json')), 'bin', 'cli.js');
    } catch {
      continue;
    }
  return undefined;
}

/**
 * Runs `redocly diff` on two files. `command` is a script for Node (`….js`) or a program; `folder` a place for its settings. Rejects with an
 * `Error` that quotes the program when it says nothing that can be read. Which version the changes ask for is decided here, not there: Redocly
 * counts what is only written otherwise.
 */
export async function runRedocly(command: string, old: string, next: string, folder: string): Promise<RedoclyChange[]> {
  const settings = join(folder, 'redocly.yaml');
  await writeFile(settings, config);
  const options = ['diff', old, next, '--format', 'json', '--check-version', '--fail-on', 'none', '--config', settings];
  const [program, args] = /\.[cm]?js$/.test(command) ? [process.execPath, [command, ...options]] : [command, options];
  const env = { REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
  const { stdout, stderr } = await execute(program, args, { cwd: folder, env, maxBuffer: 2 ** 28, timeout: 120_000 }).catch(toOutput);
  try {
    const { changes } = JSON.parse(stdout) as { changes: RedoclyChange[] };
    return changes.map((change) => ({
      ...change,
      ...absolute('base', change.base, folder),
      ...absolute('revision', change.revision, folder),
    }));
  } catch {
    throw new Error(`redocly diff could not be read: ${stderr.trim().split('\n')[0] ?? ''}`);
  }
}

/** A version that is not bumped far enough makes it exit with 1, and still report. */
function toOutput(error: unknown): { stdout: string; stderr: string } {
  const { stdout, stderr, message } = error as Error & { stdout?: string; stderr?: string };
  return { stdout: stdout ?? '', stderr: stderr || message };
}

function absolute(key: 'base' | 'revision', place: RedoclyChange['base'], folder: string): object {
  return place ? { [key]: { ...place, file: resolve(folder, place.file) } } : {};
}
