import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Linted } from '../cycle.ts';
import { systemFinding } from '../finding.ts';

export interface Linter {
  lint(): Promise<Linted>;
  close(): Promise<void>;
}

/** The lint of all contracts, warm, in a thread of its own: on a second processor it takes no time from the rest. */
export function createLinter(options: { root: string }): Linter {
  const worker = new Worker(new URL('./lint-worker.ts', import.meta.url), { workerData: options });
  let failure: Error | undefined;
  worker.on('error', (error: Error) => (failure = error));
  worker.unref();
  return {
    async lint() {
      try {
        if (failure) throw failure;
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker thread, no window
        worker.postMessage('lint');
        const [linted] = (await once(worker, 'message')) as [Linted];
        return linted;
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        return {
          findings: [
            systemFinding('lint', `lint does not run: ${reason}`, 'mend redocly.yaml or the rule that it names, then start again'),
          ],
          hidden: [],
        };
      }
    },
    close: async () => void (await worker.terminate()),
  };
}
