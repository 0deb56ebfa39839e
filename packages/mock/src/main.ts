import { existsSync } from 'node:fs';
import { toLine } from './answer.ts';
import { type Arguments, readArguments, usage } from './arguments.ts';
import { findApis } from './find-apis.ts';
import type { Mock } from './mock.ts';
import type { Sources } from './sources.ts';

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(0));

process.exitCode = await run(process.argv.slice(2));

/** @returns the exit code, undefined while the mock is up: 1 for a broken contract or a port that cannot be had, 2 for wrong arguments */
async function run(argv: readonly string[]): Promise<number | undefined> {
  const args = read(argv);
  if (typeof args === 'number') return args;
  const wrong = whyNot(args);
  if (wrong !== undefined) return fail(2, wrong);
  return serve(args);
}

async function serve(args: Arguments): Promise<number | undefined> {
  // Reading contracts takes a second of imports, which a mistake on the command line need not wait for.
  const [{ createSources }, { createMock }, { banner, toLogLine }] = await Promise.all([
    import('./sources.ts'),
    import('./mock.ts'),
    import('./banner.ts'),
  ]);
  const sources = await createSources(args.specs, args.apis);
  const { documents, faults } = await sources();
  const [fault] = faults;
  if (fault !== undefined) return fail(1, withRest(fault, faults.length));
  try {
    const mock = await createMock({ ...args, documents, onAnswer: (exchange) => console.log(toLogLine(exchange)) });
    await follow(args.specs, sources, mock);
    console.log(banner(documents, mock.url).join('\n'), '\n');
    await mock.warm();
    return undefined;
  } catch (error) {
    return fail(1, isTaken(error) ? `port ${args.port} is taken: end what uses it, or choose another with --port` : toLine(error));
  }
}

function read(argv: readonly string[]): Arguments | number {
  try {
    const args = readArguments(argv);
    if (args) return args;
    console.log(usage);
    return 0;
  } catch (error) {
    return fail(2, `${toLine(error).replace(/\. To specify .*/, '')} (--help tells what there is)`);
  }
}

/** What is wrong with the arguments, seen from the disk. */
function whyNot({ specs, apis }: Arguments): string | undefined {
  if (!existsSync(specs)) return `no such folder: ${specs}`;
  const known = findApis(specs);
  if (known.length === 0) return `no API in ${specs}: each is a folder with an openapi.yaml`;
  const unknown = apis.find((api) => !known.includes(api));
  return unknown === undefined ? undefined : `no API is called ${unknown} in ${specs}: there are ${known.join(', ')}`;
}

/** Serves what the specs say after each save, and what they last said while they are broken. */
async function follow(specs: string, sources: Sources, mock: Mock): Promise<void> {
  const { watch } = await import('./watch.ts');
  const onError = (error: unknown) => console.error(`${toLine(error)}: the contracts are served as they were`);
  let wasBroken = false;
  const onChange = async () => {
    const { documents, faults, changed, gone } = await sources();
    const [fault] = faults;
    if (Object.keys(documents).length === 0) return onError(`${specs} holds no API any more`);
    if (changed.length + gone.length > 0) mock.replace(documents);
    if (changed.length > 0) console.log(`reloaded ${changed.join(', ')}`);
    if (gone.length > 0) console.log(`gone: ${gone.join(', ')}`);
    if (fault !== undefined) console.error(`${withRest(fault, faults.length)}: served as it was before`);
    else if (wasBroken && changed.length === 0) console.log('whole again');
    wasBroken = fault !== undefined;
  };
  await watch({ specs, quiet: 50, onChange, onError });
  // What was saved before it watched.
  await onChange();
}

function withRest(fault: string, count: number): string {
  return count > 1 ? `${fault} and ${count - 1} more` : fault;
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}

function fail(code: number, line: string): number {
  console.error(line);
  return code;
}
