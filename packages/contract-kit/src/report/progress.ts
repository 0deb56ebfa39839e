import type { Result } from '../result.ts';
import { toDuration } from './plain.ts';

/** What is written to: `process.stderr` fits. */
export interface ProgressStream {
  isTTY?: boolean;
  columns?: number;
  write(text: string): unknown;
}

export interface Progress {
  /** One case is done. */
  add(result: Pick<Result, 'verdict'>): void;
  /** Takes the line away. */
  end(): void;
}

const interval = 50;
const clearLine = '\r\u001b[2K';

/** One line that is written again and again on a terminal; nothing elsewhere. `now` gives milliseconds. */
export function createProgress(
  stream: ProgressStream,
  { total, now = () => performance.now() }: { total: number; now?: () => number },
): Progress {
  if (!stream.isTTY) return { add() {}, end() {} };
  const started = now();
  let last = -Infinity;
  let done = 0;
  let failed = 0;
  return {
    add({ verdict }) {
      done++;
      if (verdict === 'failed') failed++;
      const time = now();
      if (done < total && time - last < interval) return;
      last = time;
      const text = `${done} of ${total} cases, ${failed} failed, ${toDuration(time - started)}`;
      stream.write(clearLine + text.slice(0, (stream.columns ?? 80) - 1));
    },
    end: () => void stream.write(clearLine),
  };
}
