import { oneLine } from '../report/plain.ts';
import { SpecError } from '../spec/location.ts';
import { CannotRun } from '../run/cannot-run.ts';
import { environment } from './environment.ts';
import { readArguments, usage } from './arguments.ts';
import { test } from './test.ts';

type Command = (args: readonly string[], signal: AbortSignal) => Promise<number>;

/** Read only when they are called: a test run needs nothing of them. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  diff: async () => (await import('./diff.ts')).diff,
  drift: async () => (await import('./drift.ts')).drift,
  release: async () => (await import('./release.ts')).release,
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
    process.stderr.write(`${error instanceof CannotRun || error instanceof SpecError ? error.message : tellInternal(error)}\n`);
    return 2;
  }
}

/** A mistake of the kit itself. Its stack is for whoever mends it. */
function tellInternal(error: unknown): string {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  if (environment['CONTRACT_KIT_DEBUG'] === '1') return stack ?? message;
  return `contract-kit failed, which it should not: ${oneLine(message)}; CONTRACT_KIT_DEBUG=1 shows where`;
}
