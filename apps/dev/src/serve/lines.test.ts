import { Readable } from 'node:stream';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { collectLines, reasonOf, toRemark } from './lines.ts';

test('lines come whole, whatever pieces they arrive in, and the last twenty are kept', async () => {
  const told: string[] = [];
  const stdout = Readable.from(['fir', 'st\n\nsec', 'ond\n', Array.from({ length: 30 }, (_, index) => `${index}\n`).join('')]);
  const lines = collectLines({ stdout, stderr: null }, (line) => void told.push(line));
  await once(stdout, 'end');
  expect(told.slice(0, 3)).toStrictEqual(['first', 'second', '0']);
  expect([lines.length, lines.at(-1)]).toStrictEqual([20, '29']);
});

test('of the log what happened is told, of the banner nothing', () => {
  expect(toRemark('{"level":"error","time":"…","err":{"message":"disk full","stack":"…"},"msg":"in the background"}')).toBe(
    'error: in the background: disk full',
  );
  expect(toRemark('{"level":"warn","msg":"unusually many sign-ins fail"}')).toBe('warn: unusually many sign-ins fail');
  expect(toRemark('Demo accounts:')).toBeUndefined();
});

test('why a process ended is its error, not what Node writes below it', () => {
  expect(reasonOf(['file:///me.ts:9', 'const x = {;', "SyntaxError: Unexpected token ';'", '    at compile', 'Node.js v26.10.0'])).toBe(
    "SyntaxError: Unexpected token ';'",
  );
  expect(reasonOf(['SECRET_KEY is missing'])).toBe('SECRET_KEY is missing');
  expect(reasonOf([])).toBe('it ended without a word');
});
