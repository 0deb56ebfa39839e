import { expect, test } from 'vitest';
import { readArguments } from './arguments.ts';

test('by default everything is served', () => {
  expect(readArguments([])).toStrictEqual({ once: false, root: undefined, base: undefined, mockPort: 4010, server: true, mock: true });
});

test('one look serves nothing', () => {
  expect(readArguments(['--', '--once', '--base', 'v1'])).toMatchObject({ once: true, base: 'v1', server: false, mock: false });
});

test.each([
  [['--mock-port', 'x'], '--mock-port x is no port: 0 to 65534'],
  [['--mock-port', '70000'], '--mock-port 70000 is no port: 0 to 65534'],
  [['--bsae', 'v1'], "Unknown option '--bsae'; --help lists the options"],
  [['extra'], 'Unexpected argument'],
])('%j is refused in one line', (args, message) => {
  expect(() => readArguments(args)).toThrow(message);
});

test('help needs nothing', () => {
  expect(readArguments(['--help'])).toBeUndefined();
});
