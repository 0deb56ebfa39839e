import { expect, test } from 'vitest';
import { readArguments } from './arguments.ts';

test('an operation, as far as it is told', () => {
  const asked = ['operation', 'login', 'getDevice', '--method', 'GET', '--path', '/devices/{id}', '--public', '--dry-run'];
  const told = { what: 'operation', api: 'login', operationId: 'getDevice' };
  expect(readArguments(asked)).toEqual({ ...told, method: 'get', path: '/devices/{id}', secured: false, dryRun: true });
  expect(readArguments(['--', 'operation', 'login', 'getDevice'])).toEqual({ ...told, dryRun: false });
});

test('an API has a first operation, whether or not one is named', () => {
  expect(readArguments(['api', 'billing', '--title', 'Bills'])).toMatchObject({
    name: 'billing',
    operationId: 'listItems',
    title: 'Bills',
  });
  expect(readArguments(['api', 'billing', 'listInvoices', '--secured'])).toMatchObject({ operationId: 'listInvoices', secured: true });
});

test.each([[[]], [['--help']], [['operation', '-h']]])('%j asks for help', (argv) => {
  expect(readArguments(argv)).toEqual({ what: 'help' });
});

test.each([
  [['route', 'login'], 'nothing new to make of `route`'],
  [['operation'], 'name API and operation'],
  [['operation', 'login'], 'name the operation, too: new operation login operationId'],
  [['api'], 'name the API'],
  [['operation', 'login', 'getDevice', 'get'], '`get` is too much'],
  [['operation', 'login', 'getDevice', '--method', 'fetch'], '--method is one of get, post, put, patch, delete; `fetch` is none'],
  [['operation', 'login', 'getDevice', '--secured', '--public'], 'exclude each other'],
  [['operation', 'login', 'getDevice', '--title', 'x'], '--title is for `new api`'],
  [['api', 'billing', '--method', 'get'], '--method is for `new operation`'],
  [['operation', 'login', 'getDevice', '--verb', 'get'], "Unknown option '--verb'; --help"],
  [['operation', 'login', 'getDevice', '--path'], '--help'],
])('%j is refused in one line', (argv, reason) => {
  expect(() => readArguments(argv)).toThrow(reason);
  expect(() => readArguments(argv)).toThrow(/^.*$/);
});
