import { parseArgs } from 'node:util';
import type { Arguments, Command } from './command.ts';

export type Parsed = { command: Command; given: Arguments } | { wrong: string };

/** Which command is meant, and with what. The reason why none is never repeats an argument's value: it may be a password. */
export function parse(argv: readonly string[], commands: Readonly<Record<string, Command>>): Parsed {
  const path = argv.slice(0, 2).join(' ');
  const command = Object.hasOwn(commands, path) ? commands[path] : undefined;
  if (!command) return { wrong: 'there is no such command' };
  try {
    const { options = {}, required = [], argument, form } = command;
    const args = argv.slice(2);
    const isArgument = (text: string) => form?.test(text) === true;
    const { positionals: others, values } = parseArgs({ args: args.filter((text) => !isArgument(text)), options, allowPositionals: true });
    const positionals = [...args.filter(isArgument), ...others];
    const missing = required.find((option) => values[option] === undefined);
    if (missing !== undefined) return { wrong: `--${missing} is missing` };
    const [name = '', ...more] = positionals;
    if (argument !== undefined && name === '') return { wrong: `${argument} is missing` };
    if (argument === undefined ? positionals.length > 0 : more.length > 0) return { wrong: 'there are too many arguments' };
    return { command, given: { name, values } };
  } catch (error) {
    return { wrong: reasonOf(error) };
  }
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return 'there is no such option';
  if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') return 'an option lacks its value, or has one and takes none';
  throw error;
}
