import { ClientError } from './error.ts';

export interface Limits {
  /** In place of the client's. */
  timeout?: number | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Runs the work for at most `timeout` milliseconds and until the signal aborts; then its own signal aborts, and the promise rejects at once with a
 * ClientError, even if the work pays no heed.
 */
export function limit<T>(
  client: { timeout: number },
  id: string,
  { timeout = client.timeout, signal }: Limits,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const controller = new AbortController();
    const end = (settle: () => void) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      settle();
    };
    const stop = (kind: 'timeout' | 'aborted', details?: object) => {
      const error = new ClientError(kind, kind, id, details);
      end(() => reject(error));
      controller.abort(error);
    };
    const abort = () => stop('aborted', { cause: signal?.reason });
    // The longest that a timer can run is 24 days.
    const timer = setTimeout(stop, Math.min(timeout, 2 ** 31 - 1), 'timeout');
    signal?.addEventListener('abort', abort);
    if (signal?.aborted) return abort();
    work(controller.signal).then(
      (value) => end(() => resolve(value)),
      (error: unknown) => end(() => reject(error as Error)),
    );
  });
}
