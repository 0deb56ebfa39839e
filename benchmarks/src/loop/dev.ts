import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { env, execPath } from 'node:process';
import type { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';

const main = join(import.meta.dirname, '../../../apps/dev/src/main.ts');

export interface Dev {
  /** Writes a file (a path relative to the project) and resolves to the milliseconds until all that follows from it has been printed. */
  save(file: string, text: string): Promise<number>;
  stop(): Promise<void>;
}

/** `pnpm dev` as anybody starts it, its lines read from outside. Resolves when it waits for the first edit. */
export async function startDev(root: string, serves: boolean): Promise<Dev> {
  const args = ['--root', root, '--mock-port', '0', ...(serves ? [] : ['--no-server', '--no-mock'])];
  const settings = { PORT: '0', DATA_FOLDER: join(root, 'data'), THROTTLE: 'relaxed', NODE_OPTIONS: '--max-old-space-size=6000' };
  const child = spawn(execPath, [main, ...args], { env: { ...env, ...settings }, stdio: ['ignore', 'pipe', 'inherit'] });
  const listener = listenTo(child);
  await listener.cycle('start');
  await listener.settle();
  return {
    async save(file, text) {
      listener.forget();
      const start = performance.now();
      writeFileSync(join(root, file), text);
      await listener.cycle(file);
      const time = performance.now() - start;
      await listener.settle();
      return time;
    },
    async stop() {
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

function listenTo({ stdout }: ChildProcessByStdio<null, Readable, null>) {
  let said = '';
  let listen = () => {};
  stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    listen();
  });
  return {
    forget: () => (said = ''),
    /** Until a whole cycle that this set off was told: its headline begins with the time of day, an empty line follows its last line. */
    cycle: (what: string) =>
      new Promise<void>((resolve) => {
        listen = () => {
          const headline = said.split('\n').findIndex((line) => /^\d\d:\d\d:\d\d {2}/.test(line) && line.includes(what));
          if (headline >= 0 && /\n {2}docs .*\n\n/.test(said.split('\n').slice(headline).join('\n'))) resolve();
        };
        listen();
      }),
    /** A designer thinks before the next save: until the servers that follow have nothing more to say. */
    async settle() {
      for (let before = ''; before !== said || said.trimEnd().endsWith('…');) {
        before = said;
        await pause(700);
      }
    },
  };
}
