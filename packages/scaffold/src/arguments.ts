import { parseArgs } from 'node:util';
import { Refusal } from './refusal.ts';

export const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;
export type Method = (typeof methods)[number];

/** What was asked for. What is undefined is guessed. */
export type Command =
  | { what: 'help' }
  | {
      what: 'operation';
      api: string;
      operationId: string;
      method: Method | undefined;
      /** Below the path of the API's server. */
      path: string | undefined;
      secured: boolean | undefined;
      dryRun: boolean;
    }
  | {
      what: 'api';
      name: string;
      /** Of its first operation. */
      operationId: string;
      title: string | undefined;
      /** Of its server. */
      path: string | undefined;
      secured: boolean | undefined;
      dryRun: boolean;
    };

export const usage = `usage: pnpm new operation API operationId [--method METHOD] [--path PATH] [--secured | --public] [--dry-run]
       pnpm new api NAME [operationId] [--title TEXT] [--path PATH] [--secured | --public] [--dry-run]

An operation gets its place in the contract with an example for every answer, a handler that answers as the example, a test, and its line in the
API's index; types, client, mock, docs and contract tests have it at once. An API gets its first operation too, listItems unless you name one.

  --method   get, post, put, patch or delete; else by the verb of the operationId: getDevice, createDevice, deleteDevice …
  --path     of an operation below its API, such as /devices/{deviceId}; of an API on the server, such as /api/v1/billing
  --secured  wants a token; so does every operation of an API that knows tokens
  --public   wants none
  --title    of the API, for its readers
  --dry-run  tells what would be written, and writes nothing`;

const options = {
  method: { type: 'string' },
  path: { type: 'string' },
  title: { type: 'string' },
  secured: { type: 'boolean' },
  public: { type: 'boolean' },
  'dry-run': { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** Throws a `Refusal` for arguments that make no sense. */
export function readArguments(argv: readonly string[]): Command {
  const { values, positionals } = parse(argv);
  const [what, first, second, ...rest] = positionals;
  if (values.help || what === undefined) return { what: 'help' };
  if (what !== 'operation' && what !== 'api')
    throw new Refusal(`there is nothing new to make of \`${what}\`: say \`operation\` or \`api\``);
  if (first === undefined)
    throw new Refusal(what === 'api' ? 'name the API: new api NAME' : 'name API and operation: new operation API operationId');
  if (rest.length > 0) throw new Refusal(`\`${rest.join(' ')}\` is too much: options begin with --`);
  const { path, title, method } = values;
  if (values.secured && values.public) throw new Refusal('--secured and --public exclude each other');
  const secured = values.secured ? true : values.public ? false : undefined;
  const common = { path, secured, dryRun: values['dry-run'] };
  if (what === 'api') {
    if (method !== undefined) throw new Refusal('--method is for `new operation`');
    return { what, name: first, operationId: second ?? 'listItems', title, ...common };
  }
  if (title !== undefined) throw new Refusal('--title is for `new api`');
  if (second === undefined) throw new Refusal(`name the operation, too: new operation ${first} operationId`);
  return { what, api: first, operationId: second, method: toMethod(method), ...common };
}

function parse(argv: readonly string[]) {
  try {
    // pnpm hands on the `--` that some people put before arguments.
    return parseArgs({ args: argv.filter((argument, index) => argument !== '--' || index > 0), options, allowPositionals: true });
  } catch (error) {
    const [first = ''] = String(error instanceof Error ? error.message : error).split('\n');
    throw new Refusal(`${first.replace(/\. .*$/, '')}; --help lists what there is`, { cause: error });
  }
}

function toMethod(text: string | undefined): Method | undefined {
  const method = methods.find((known) => known === text?.toLowerCase());
  if (text !== undefined && !method) throw new Refusal(`--method is one of ${methods.join(', ')}; \`${text}\` is none`);
  return method;
}
