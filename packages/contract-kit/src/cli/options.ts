import { CannotRun } from '../run/cannot-run.ts';

/**
 * Reads a command's options.
 * @param help how they are listed, such as `diff --help`
 * @param parse what reads them, and throws for what it does not know
 * @throws CannotRun with one line that says what is wrong with them
 */
export function readOptions<Result>(args: readonly string[], help: string, parse: (args: string[]) => Result): Result {
  try {
    // pnpm hands a `--` on.
    return parse(args.filter((arg) => arg !== '--'));
  } catch (error) {
    throw new CannotRun(`${error instanceof Error ? error.message.split(/[.?]\s/)[0] : String(error)}; ${help} lists the options`);
  }
}
