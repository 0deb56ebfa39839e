import { runCycle, type Outcome, type Stages } from './cycle.ts';

export interface LoopOptions {
  stages: Stages;
  /** Whether an absolute path is a source file that the compiler has to look at again. */
  isCode: (path: string) => boolean;
  /** Called after each cycle with the paths that set it off; none for the first. */
  onOutcome: (outcome: Outcome, changed: readonly string[]) => void;
  /** A stage rejected, which no contract can make it do. */
  onError: (error: unknown) => void;
  /** A monotonic clock in milliseconds. */
  now: () => number;
}

export interface Loop {
  /** Runs the stages, now or as soon as those under way are done. What changes meanwhile is taken up in one further cycle. */
  changed(paths: readonly string[]): void;
  /** Resolves when there is nothing left to do. */
  idle(): Promise<void>;
}

/** From a burst of changes to all that follows from it, one cycle at a time. */
export function createLoop({ stages, isCode, onOutcome, onError, now }: LoopOptions): Loop {
  const waiting = new Set<string>();
  let isAsked = false;
  let running = Promise.resolve();
  let isRunning = false;

  const run = async () => {
    while (isAsked) {
      const paths = [...waiting];
      waiting.clear();
      isAsked = false;
      try {
        onOutcome(await runCycle(stages, { files: paths, code: paths.filter(isCode) }, now), paths);
      } catch (error) {
        onError(error);
      }
    }
    isRunning = false;
  };

  return {
    changed(paths) {
      for (const path of paths) waiting.add(path);
      isAsked = true;
      if (isRunning) return;
      isRunning = true;
      running = run();
    },
    idle: () => running,
  };
}
