import { ClientError } from './error.ts';

export interface Limits {
  /** In place of the client's. */
  timeout?: number | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Runs the work for at most `timeout` milliseconds and until the signal aborts; then its own signal aborts and the promise is settled at once, even if
 * the work pays no heed. `rescue` is asked what comes of an error, which is a ClientError when it was stopped.
 */
export function limit<T>(
  client: { timeout: number },
  id: string,
  { timeout = client.timeout, signal }: Limits,
  work: (signal: AbortSignal) => Promise<T>,
  rescue: (error: unknown) => T | Promise<T>,
): Promise<T> {
  return new Promise((resolve) => {
    const controller = new AbortController();
    const end = (value: T | Promise<T>) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
      resolve(value);
    };
    const stop = () => {
      const error = signal?.aborted
        ? new ClientError('aborted', 'aborted', id, { cause: signal.reason })
        : new ClientError('timeout', 'timeout', id);
      end(rescue(error));
      controller.abort(error);
    };
    // The longest that a timer can run is 24 days.
    const timer = setTimeout(stop, Math.min(timeout, 2 ** 31 - 1));
    signal?.addEventListener('abort', stop);
    if (signal?.aborted) stop();
    else work(controller.signal).then(end, (error: unknown) => end(rescue(error)));
  });
}
