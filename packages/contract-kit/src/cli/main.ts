import { SpecError } from '../spec/location.ts';
import { CannotRun } from '../run/cannot-run.ts';
import { readArguments, usage } from './arguments.ts';
import { test } from './test.ts';

/** Runs one command line. Resolves to the exit code. */
export async function main(args: readonly string[], signal: AbortSignal): Promise<number> {
  try {
    const read = readArguments(args);
    if (read) return await test(read, signal);
    process.stdout.write(usage);
    return 0;
  } catch (error) {
    if (!(error instanceof CannotRun || error instanceof SpecError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
}
