import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { startServer } from './server.ts';

/** A server that tells its folder, run by the shell. */
const script = `require('node:http').createServer((q, a) => a.end(process.env.FOLDER)).listen(process.env.PORT)`;
const command = `"${process.execPath}" -e "${script}"`;

test('a server is started on a free port, with a folder of its own, and ends with all it left', async () => {
  const server = await startServer({ command, env: { FOLDER: '{folder}' }, ready: '/' }, process.cwd());
  const folder = await (await fetch(server.baseUrl)).text();
  expect(existsSync(folder)).toBe(true);
  await server.close();
  expect(existsSync(folder)).toBe(false);
  await expect(fetch(server.baseUrl)).rejects.toThrow(/fetch failed/);
});

test('a server that ends at once is told with its last words', async () => {
  const failing = `"${process.execPath}" -e "console.error('first'); console.error('no port'); process.exit(3)"`;
  await expect(startServer({ command: failing, env: {}, ready: '/' }, process.cwd())).rejects.toThrow(
    /^the server ended before it was ready; its last words: no port$/,
  );
});
