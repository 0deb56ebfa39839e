import { SpecError } from '../spec/location.ts';
import { CannotRun } from '../run/cannot-run.ts';
import { readArguments, usage } from './arguments.ts';
import { test } from './test.ts';

type Command = (args: readonly string[], signal: AbortSignal) => Promise<number>;

/** Read only when they are called: a test run needs nothing of them. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  diff: async () => (await import('./diff.ts')).diff,
  mutate: async () => (await import('./mutate.ts')).mutate,
};

/** Runs one command line. Resolves to the exit code. */
export async function main(args: readonly string[], signal: AbortSignal): Promise<number> {
  try {
    const [name = '', ...rest] = args;
    const command = Object.hasOwn(commands, name) ? await commands[name]?.() : undefined;
    if (command) return await command(rest, signal);
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
