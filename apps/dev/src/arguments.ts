import { parseArgs } from 'node:util';

export const usage = `Watches specs/ and shows, at every save, all that follows from it: lint and house rules, examples, breaking changes with the version
that would allow them, new types, handlers that no longer fit. What holds is served at once: server, mock, docs.

  dev [options]

  --once             one look, plain lines, nothing served; ends with 1 if something is to be mended
  --root DIR         another checkout of this repository
  --base REV         the git revision to compare with; main if absent, the last release on main itself
  --mock-port N      where the mock listens, and the docs at the port after it; 4010 if absent
  --no-server        without the real server (its PORT and other settings: docs/settings.md)
  --no-mock          without mock and docs
`;

export interface Arguments {
  once: boolean;
  root: string | undefined;
  base: string | undefined;
  mockPort: number;
  server: boolean;
  mock: boolean;
}

/** Throws an `Error` of one line for what it does not know. `undefined` when help was asked for. */
export function readArguments(args: readonly string[]): Arguments | undefined {
  const options = {
    once: { type: 'boolean', default: false },
    root: { type: 'string' },
    base: { type: 'string' },
    'mock-port': { type: 'string', default: '4010' },
    server: { type: 'boolean', default: true },
    mock: { type: 'boolean', default: true },
    help: { type: 'boolean', default: false },
  } as const;
  const given = args.filter((arg) => arg !== '--');
  const { values } = parse(() => parseArgs({ args: given, options, allowNegative: true }));
  if (values.help) return undefined;
  const mockPort = Number(values['mock-port']);
  if (!Number.isInteger(mockPort) || mockPort < 0 || mockPort > 65_534)
    throw new Error(`--mock-port ${values['mock-port']} is no port: 0 to 65534`);
  return {
    once: values.once,
    root: values.root,
    base: values.base,
    mockPort,
    server: values.server && !values.once,
    mock: values.mock && !values.once,
  };
}

function parse<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message.split(/[.?]\s/)[0] : String(error)}; --help lists the options`, {
      cause: error,
    });
  }
}
