import { once } from 'node:events';
import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Linted } from '../cycle.ts';
import { systemFinding, type Finding } from '../finding.ts';

export interface Linter {
  /** `changed`: absolute paths of the files that changed since the last call. */
  lint(changed: readonly string[]): Promise<Linted>;
  close(): Promise<void>;
}

export interface LinterOptions {
  /** The project's folder, absolute. */
  root: string;
  /** Whether an absolute path says what is looked for: the configuration, or a rule. */
  isRule: (path: string) => boolean;
}

/** The lint of all contracts, warm, in a thread of its own: on a second processor it takes no time from the rest. */
export function createLinter({ root, isRule }: LinterOptions): Linter {
  let thread: Thread | undefined = start(root);
  return {
    async lint(changed) {
      if (changed.some(isRule)) {
        // Modules are loaded once in the life of a thread.
        await thread?.worker.terminate();
        thread = undefined;
      }
      thread ??= start(root);
      const { worker } = thread;
      try {
        if (thread.failure) throw thread.failure;
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker thread, no window
        worker.postMessage('lint');
        const [linted] = (await once(worker, 'message')) as [Linted];
        return linted;
      } catch (error) {
        thread = undefined;
        return { findings: [toFinding(error, root)], hidden: [] };
      }
    },
    close: async () => void (await thread?.worker.terminate()),
  };
}

interface Thread {
  worker: Worker;
  /** Why it ended, if it did so before it was asked. */
  failure?: Error;
}

function start(root: string): Thread {
  const thread: Thread = { worker: new Worker(new URL('./lint-worker.ts', import.meta.url), { workerData: { root } }) };
  thread.worker.on('error', (error: Error) => (thread.failure = error));
  return thread;
}

/** Of the configuration or of a rule, at the line that its parser names. */
function toFinding(error: unknown, root: string): Finding {
  const text = error instanceof Error ? error.message : String(error);
  const [what = ''] = text.split(/\n\s+at /);
  const [, file, line, col] = /file:\/\/(\S+?):(\d+)\n/.exec(text) ?? / in "([^"]+)" \((\d+):(\d+)\)/.exec(text) ?? [];
  const mending = 'mend redocly.yaml or the rule that it names';
  const found = systemFinding('lint', `lint does not run: ${what.replace(/ in "[^"]+" \(\d+:\d+\)/, '')}`, mending);
  return file === undefined ? found : { ...found, file: resolve(root, file), line: Number(line), col: Number(col ?? 1) };
}
