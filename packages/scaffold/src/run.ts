import { addApi } from './api.ts';
import { readArguments, usage, type Command } from './arguments.ts';
import { addOperation } from './operation.ts';
import { Refusal } from './refusal.ts';
import { readApi, withStage, type Repository } from './repository.ts';
import { report } from './report.ts';
import { tokensOf } from './tokens.ts';
import { verify } from './verify.ts';
import { toChanges, writeAll } from './write.ts';

/** The repository, and where to say what was done and what is wrong, line by line. */
export interface Surroundings {
  root: string;
  print(line: string): void;
  complain(line: string): void;
}

/** Does what the arguments ask for. @returns the exit code: 0 when it is done, 1 when it cannot be, 2 for wrong arguments */
export async function run(argv: readonly string[], { root, print, complain }: Surroundings): Promise<number> {
  let command: Command | undefined;
  try {
    command = readArguments(argv);
    if (command.what === 'help') print(usage);
    else for (const line of await make(root, command)) print(line);
    return 0;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    for (const line of error.message.split('\n')) complain(line);
    return command ? 1 : 2;
  }
}

async function make(root: string, command: Exclude<Command, { what: 'help' }>): Promise<string[]> {
  return withStage(root, async (repository) => {
    const api = command.what === 'api' ? command.name : command.api;
    const { code, shape, home } = await add(repository, command);
    const changes = await toChanges(repository, { code, generated: await verify(repository, api) });
    if (!command.dryRun) await writeAll(root, changes);
    return report(changes, { api, shape, home, dryRun: command.dryRun });
  });
}

async function add(repository: Repository, command: Exclude<Command, { what: 'help' }>) {
  if (command.what === 'api') return addApi(repository, command);
  const api = await readApi(repository, command.api);
  return addOperation(repository, { api, tokens: await tokensOf(repository, api) }, command);
}
