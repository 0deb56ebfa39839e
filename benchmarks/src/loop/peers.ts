import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { env, execPath } from 'node:process';
import { promisify } from 'node:util';

const repository = join(import.meta.dirname, '../../..');
const run = promisify(execFile);

export interface Peers {
  /** Runs every command once on a contract as it is now. To name and milliseconds; a command that finds something wrong has done its work too. */
  run(api: string): Promise<[name: string, milliseconds: number][]>;
}

/** The commands that a designer has today, each as its README starts it. What they write goes to a folder of the project that nobody reads. */
export function createPeers(root: string): Peers {
  mkdirSync(join(root, '.peers'));
  cpSync(join(root, 'specs'), join(root, '.peers/base/specs'), { recursive: true, filter: (path) => !path.endsWith('node_modules') });
  writeFileSync(join(root, '.peers/redocly.yaml'), 'extends: [diff-recommended]\n');
  const redocly = binary('@redocly/cli', 'bin/cli.js');
  const commands = (spec: string): Record<string, string[]> => ({
    'redocly lint': [redocly, 'lint', spec, '--config', 'redocly.yaml'],
    'redocly diff': [redocly, 'diff', `.peers/base/${spec}`, spec, '--config', '.peers/redocly.yaml'],
    'openapi-typescript': [binary('openapi-typescript', 'bin/cli.js'), spec, '--output', '.peers/types.ts'],
    tsc: [join(repository, 'node_modules/typescript/bin/tsc'), '-p', 'apps/server'],
    orval: [binary('orval', 'dist/bin/orval.mjs'), '--input', spec, '--output', '.peers/orval.ts', '--client', 'fetch'],
    'hey-api': [binary('@hey-api/openapi-ts', 'bin/run.js'), '-i', spec, '-o', '.peers/hey-api', '-s'],
  });
  return {
    async run(api) {
      const results: [string, number][] = [];
      for (const [name, [program = '', ...args]] of Object.entries(commands(`specs/${api}/openapi.yaml`)))
        results.push([name, await time(root, program, args)]);
      const separate = results.filter(([name]) => !['orval', 'hey-api'].includes(name));
      return [...results, ['lint, diff, types and compiler one by one', separate.reduce((sum, [, milliseconds]) => sum + milliseconds, 0)]];
    },
  };
}

async function time(cwd: string, program: string, args: readonly string[]): Promise<number> {
  const settings = {
    ...env,
    REDOCLY_TELEMETRY: 'off',
    REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true',
    NODE_OPTIONS: '--max-old-space-size=6000',
  };
  const start = performance.now();
  await run(execPath, [program, ...args], { cwd, env: settings, maxBuffer: 2 ** 28, timeout: 180_000 }).catch(() => {});
  return performance.now() - start;
}

function binary(name: string, path: string): string {
  return join(repository, 'benchmarks/node_modules', name, path);
}
