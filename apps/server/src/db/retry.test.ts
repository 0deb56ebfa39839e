import { describe, expect, test } from 'vitest';
import { withRetry } from './retry.ts';

const failure = (code: string) => Object.assign(new Error(code), { code });

describe('withRetry', () => {
  test.each(['SQLITE_BUSY', 'SQLITE_BUSY_SNAPSHOT', '40001', '40P01'])('repeats the work after %s', async (code) => {
    let tries = 0;
    const result = await withRetry(async () => {
      if (++tries < 3) throw failure(code);
      return 'done';
    });
    expect([result, tries]).toEqual(['done', 3]);
  });

  test.each(['SQLITE_CONSTRAINT_UNIQUE', '23505', 'ECONNREFUSED'])('does not repeat after %s', async (code) => {
    let tries = 0;
    const work = async () => {
      tries++;
      throw failure(code);
    };
    await expect(withRetry(work)).rejects.toThrow(code);
    expect(tries).toBe(1);
  });

  test('gives up within the limit, with the last error', async () => {
    const start = performance.now();
    await expect(withRetry(() => Promise.reject(failure('40001')), { limit: 200 })).rejects.toThrow('40001');
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});
