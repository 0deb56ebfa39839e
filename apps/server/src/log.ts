import { pino, type DestinationStream, type Logger } from 'pino';

/**
 * One JSON line per event on `destination`, by default the standard output; times in ISO 8601. Of an error only its type, code, message and stack are kept: what else a
 * database or a library hangs on it may hold what a user sent.
 */
export function createLog(level: string, destination: DestinationStream = pino.destination(1)): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { err: toFields },
  };
  return pino(options, destination);
}

function toFields(error: unknown): object {
  if (!(error instanceof Error)) return { message: 'not an error' };
  return {
    type: error.name,
    code: 'code' in error ? error.code : undefined,
    message: error.message,
    stack: error.stack,
    ...causeOf(error),
  };
}

/** A failure says little by itself; what the database said is behind it. */
function causeOf({ cause }: Error): object {
  return cause === undefined ? {} : { cause: toFields(cause) };
}
