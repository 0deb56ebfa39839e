import { expect, it } from 'vitest';
import { createProgress } from './progress.ts';

function run(isTTY: boolean, times: readonly number[]): string[] {
  const written: string[] = [];
  let time = 0;
  const stream = { isTTY, columns: 30, write: (text: string) => written.push(text) };
  const progress = createProgress(stream, { total: times.length, now: () => time });
  for (const next of times) {
    time = next;
    progress.add({ verdict: next === 20 ? 'failed' : 'passed' });
  }
  progress.end();
  return written;
}

it('writes one line again and again, not more often than one can read, and takes it away', () => {
  const line = '\r\u001b[2K';
  expect(run(true, [10, 20, 70, 75])).toEqual([
    `${line}1 of 4 cases, 0 failed, 10 ms`,
    `${line}3 of 4 cases, 1 failed, 70 ms`,
    `${line}4 of 4 cases, 1 failed, 75 ms`,
    line,
  ]);
});

it('never wraps', () => {
  expect(run(true, [123_456])).toEqual(['\r\u001b[2K1 of 1 cases, 0 failed, 123.5', '\r\u001b[2K']);
});

it('is silent where nobody watches', () => {
  expect(run(false, [10, 20])).toEqual([]);
});
