/** The longest that a timer can run, in milliseconds: 24 days. */
const longest = 2 ** 31 - 1;

/**
 * Runs the work for at most `timeout` milliseconds and until the signal aborts; then its own signal aborts, and the promise rejects at once, even if
 * the work pays no heed.
 */
export function limit<T>(
  { timeout, signal }: { timeout: number; signal?: AbortSignal | undefined },
  toError: (kind: 'timeout' | 'aborted', cause?: unknown) => Error,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  if (signal?.aborted) return Promise.reject(toError('aborted', signal.reason));
  const controller = new AbortController();
  return new Promise((resolve, reject) => {
    // A promise settles once: whatever comes second changes nothing.
    const settle = (done: () => void) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      done();
    };
    const stop = (error: Error) => {
      settle(() => reject(error));
      controller.abort(error);
    };
    const abort = () => stop(toError('aborted', signal?.reason));
    const timer = setTimeout(() => stop(toError('timeout')), Math.min(timeout, longest));
    signal?.addEventListener('abort', abort);
    work(controller.signal).then(
      (value) => settle(() => resolve(value)),
      (error: unknown) => settle(() => reject(error as Error)),
    );
  });
}
