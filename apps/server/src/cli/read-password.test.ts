import { PassThrough, Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { readPassword } from './read-password.ts';

const silent = { write: () => true };
const read = (...chunks: (string | Uint8Array)[]) => readPassword({ stdin: Readable.from(chunks), stderr: silent });

test.each([
  ['a password', 'a password'],
  ['a password\n', 'a password'],
  ['a password\r\n', 'a password'],
  [' spaces stay \n', ' spaces stay '],
  ['', ''],
])('%j from a pipe', async (input, password) => {
  expect(await read(...input)).toBe(password);
});

test('a letter that comes in two pieces', async () => {
  const bytes = Buffer.from('pä\n');
  expect(await read(bytes.subarray(0, 2), bytes.subarray(2))).toBe('pä');
});

test.each([
  ['two\nlines\n', 'on one line'],
  ['one\rline', 'on one line'],
  ['\xff', 'is not UTF-8'],
  ['x'.repeat(20_000), 'too long'],
])('refuses %j', async (input, reason) => {
  await expect(read(Buffer.from(input, 'latin1'))).rejects.toThrow(reason);
});

/** Types each text when the next question is asked; `shown` is all that the terminal was told to show. */
function terminal(...answers: string[]) {
  const stdin = Object.assign(new PassThrough(), { isTTY: true });
  let shown = '';
  const write = (text: unknown) => {
    shown += String(text);
    if (String(text).endsWith(': ')) setImmediate(() => stdin.write(answers.shift() ?? ''));
    return true;
  };
  return { stdin, stderr: { write }, shown: () => shown };
}

test('on a terminal it is asked twice and never shown', async () => {
  const typed = terminal('hunter22 is\x7fs long\r', 'hunter22 is long\r');
  expect(await readPassword(typed)).toBe('hunter22 is long');
  expect(typed.shown()).toBe('Password: \nOnce more: \n');
});

test('two that differ are refused', async () => {
  await expect(readPassword(terminal('hunter22 is long\r', 'hunter22 is lang\r'))).rejects.toThrow('not the same');
});

test.each(['\u0003', '\u0004'])('%j ends the question', async (key) => {
  await expect(readPassword(terminal(`hunter22${key === '\u0004' ? '\u0015' : ''}${key}`))).rejects.toThrow('cancelled');
});
