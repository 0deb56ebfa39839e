import { parseArgs } from 'node:util';

/** What the command line says. */
export interface Arguments {
  host: string;
  port: number;
  specs: string;
  /** Only these; all of them if none is named. */
  apis: readonly string[];
}

export const usage = `Answers as the APIs of specs/ do, by their examples, before any code exists.

  mock [--port N] [--host H] [API...]

  --port N     4010; 0 for one that is free
  --host H     127.0.0.1, which only this machine reaches; 0.0.0.0 for every address of it
  --specs DIR  specs: a folder for each API, with its openapi.yaml
  API          only these

A request gets the answer that the contract shows for it. To get another: -H 'Prefer: example=NAME', 'Prefer: code=429', or both;
'Prefer: dynamic=true' makes one up. A name that is not there is answered with those that are.
`;

/** Reads the arguments. Undefined when help is asked for; throws an Error of one line for a wrong one. */
export function readArguments(args: readonly string[]): Arguments | undefined {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      help: { type: 'boolean', short: 'h' },
      host: { type: 'string', default: '127.0.0.1' },
      port: { type: 'string', default: '4010' },
      specs: { type: 'string', default: 'specs' },
    },
  });
  if (values.help) return undefined;
  const port = Number(values.port);
  if (!/^\d{1,5}$/.test(values.port) || port > 65_535) throw new Error(`--port ${values.port}: a whole number from 0 to 65535`);
  return { host: values.host, port, specs: values.specs, apis: positionals };
}
