import { expect, test } from 'vitest';
import { describeDatabases } from './databases.ts';
import { startProgram } from './program.ts';

const readiness = async (address: string) => {
  const response = await fetch(new URL('/readyz', address), { headers: { Connection: 'close' } });
  return { status: response.status, body: (await response.json()) as object };
};
const stopping = { status: 503, body: { status: 'unavailable', missing: ['listener'] } };

async function signIn(address: string): Promise<number> {
  const headers = { 'Content-Type': 'application/json', Connection: 'close' };
  const body = JSON.stringify({ username: 'johndoe', password: 'password123' });
  return (await fetch(new URL('/api/v1/auths/sign-in', address), { method: 'POST', headers, body })).status;
}

describeDatabases('a program that was told to stop', (openFresh) => {
  test('says that it is not ready, and takes connections and answers as before, until a load balancer has seen it', async () => {
    const { url } = await openFresh();
    const { address, child, exited } = await startProgram({ DATABASE_URL: url, DRAIN_SECONDS: '300' });
    expect((await readiness(address)).status).toBe(200);
    child.kill('SIGTERM');
    await expect.poll(() => readiness(address)).toStrictEqual(stopping);
    expect(await signIn(address)).toBe(200);
    expect((await fetch(new URL('/livez', address))).status).toBe(200);
    // Whoever does not want to wait for that says it again.
    child.kill('SIGTERM');
    expect(await exited).toStrictEqual({ code: 1, signal: null });
  });

  test('and then stops in order', async () => {
    const { url } = await openFresh();
    const { address, child, exited } = await startProgram({ DATABASE_URL: url, DRAIN_SECONDS: '2' });
    const begin = performance.now();
    child.kill('SIGTERM');
    await expect.poll(() => readiness(address)).toStrictEqual(stopping);
    expect(await exited).toStrictEqual({ code: 0, signal: null });
    expect(performance.now() - begin).toBeGreaterThan(1_900);
    await expect(fetch(address)).rejects.toThrow('fetch failed');
  });

  test('at once after an error that nobody caught: what another request would meet, nobody knows (F17)', async () => {
    const { url } = await openFresh();
    const planted = `data:text/javascript,${encodeURIComponent("process.on('SIGUSR2', () => { throw new Error('planted') })")}`;
    const { child, exited } = await startProgram({ DATABASE_URL: url, DRAIN_SECONDS: '300' }, ['--import', planted]);
    child.kill('SIGUSR2');
    expect(await exited).toStrictEqual({ code: 1, signal: null });
  });
});
