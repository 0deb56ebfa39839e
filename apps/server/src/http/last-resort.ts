import type { ErrorRequestHandler } from 'express';
import type { Log } from './log.ts';
import { reply } from './reply.ts';

/** Answers what escaped every API, and tells nothing of it. The last handler of the application. */
export function answerEscaped(log: Log): ErrorRequestHandler {
  return (error, _request, response, _next) => {
    log.error({ requestId: response.get('X-Request-Id'), err: error }, 'escaped');
    // Half an answer cannot be taken back. Express would close the connection, too, and print the error.
    if (response.headersSent) return void response.destroy();
    reply(response, { status: 500, body: { statusCode: 500, message: 'Internal Server Error' } });
  };
}

/**
 * Ends this process in order, once `stop` has resolved: with exit code 0 on SIGTERM and SIGINT, with 1 after an error that nobody caught, because
 * nobody knows what it left behind. `stop` is given the code. Whatever comes second ends the process at once.
 */
export function endInOrder(log: Log, stop: (code: number) => Promise<void>): void {
  let ending = false;
  const end = (code: number) => {
    if (ending) process.exit(1);
    ending = true;
    stop(code).then(
      () => process.exit(code),
      (error: unknown) => {
        log.error({ err: error }, 'did not stop in order');
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => end(0));
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => {
      try {
        log.error({ err: error }, event);
      } finally {
        end(1);
      }
    });
  }
}
