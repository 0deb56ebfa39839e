/** The longest that a timer can run, in milliseconds: 24 days. */
const longest = 2 ** 31 - 1;

/**
 * Runs the work for at most `timeout` milliseconds and until the signal aborts; then its own signal aborts, and the promise rejects at once, even if
 * the work pays no heed.
 */
export function limit<T>(
  timeout: number,
  signal: AbortSignal | undefined,
  toError: (kind: 'timeout' | 'aborted', cause?: unknown) => Error,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const controller = new AbortController();
    const stop = (kind: 'timeout' | 'aborted') => {
      const error = toError(kind, signal?.reason);
      end(reject)(error);
      controller.abort(error);
    };
    const abort = () => stop('aborted');
    // A promise settles once: whatever comes second changes nothing.
    const end =
      <V>(settle: (value: V) => void) =>
      (value: V) => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', abort);
        settle(value);
      };
    const timer = setTimeout(stop, Math.min(timeout, longest), 'timeout');
    if (signal?.aborted) return abort();
    signal?.addEventListener('abort', abort);
    work(controller.signal).then(end(resolve), end(reject));
  });
}
