import { Readable } from 'node:stream';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { collectLines, toRemark } from './lines.ts';

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
