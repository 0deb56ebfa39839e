import { setTimeout } from 'node:timers/promises';

export interface RetryOptions {
  /** Milliseconds from the first try to the last. */
  limit?: number;
  /** Whether the same work may succeed in a moment. It must have changed nothing. */
  isTransient?: (error: unknown) => boolean;
}

/** Repeats the work, with growing pauses and jitter, while it fails by contention. Rejects with the last error. */
export async function withRetry<T>(
  work: () => PromiseLike<T>,
  { limit = 2_000, isTransient = isContention }: RetryOptions = {},
): Promise<T> {
  const deadline = performance.now() + limit;
  for (let longest = 10; ; longest = Math.min(longest * 2, 100)) {
    try {
      return await work();
    } catch (error) {
      const pause = longest * (0.5 + Math.random() / 2);
      if (!isTransient(error) || performance.now() + pause > deadline) throw error;
      await setTimeout(pause);
    }
  }
}

/** Another connection was faster: SQLite's lock, or PostgreSQL's serialization failure and deadlock, which roll the whole transaction back. */
export function isContention(error: unknown): boolean {
  const code = codeOf(error);
  return code.startsWith('SQLITE_BUSY') || code === '40001' || code === '40P01';
}

/** The database's own code of the error, or an empty text. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
