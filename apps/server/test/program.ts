import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

export interface Program {
  child: ChildProcess;
  /** Such as `http://127.0.0.1:54321`. */
  address: string;
  /** What it printed so far. */
  output(): string;
  exited: Promise<{ code: number | null; signal: string | null }>;
}

const main = join(import.meta.dirname, '../src/main.ts');

/** Starts the real program on a free port, with more arguments for node if there are any; ended with the test. Rejects if it does not start. */
export async function startProgram(env: Record<string, string>, nodeArguments: readonly string[] = []): Promise<Program> {
  const base = { PATH: process.env.PATH, PORT: '0', SECRET_KEY: 'a secret of more than thirty-two characters', THROTTLE: 'off' };
  const child = spawn(process.execPath, [...nodeArguments, main], { env: { ...base, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const exited = once(child, 'exit').then(([code, signal]) => ({ code: code as number | null, signal: signal as string | null }));
  const { promise: address, resolve, reject } = Promise.withResolvers<string>();
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const [, found] = /"address":"(http:[^"]+)"/.exec(output) ?? [];
      if (found) resolve(found);
    });
  }
  void exited.then(({ code }) => reject(new Error(`the program ended with ${code}: ${output}`)));
  return { child, address: await address, output: () => output, exited };
}
