import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { expect, onTestFinished, test } from 'vitest';
import { servePage } from './page.ts';

const script = `console.log('${'x'.repeat(2000)}')`;

/** A server with a page, or with a folder where none was built, and a 404 of its own behind it. */
async function start({ isBuilt = true } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'page-'));
  const build = () => {
    mkdirSync(join(folder, 'assets'));
    writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Page</title>');
    writeFileSync(join(folder, 'assets/main-abc.js'), script);
    writeFileSync(join(folder, 'secret.txt'), 'secret');
  };
  if (isBuilt) build();
  const app = express();
  app.disable('etag');
  app.use(servePage(folder));
  app.use((_request, response) => void response.status(404).json({ statusCode: 404 }));
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(() => {
    server.close();
    rmSync(folder, { recursive: true });
  });
  const { port } = server.address() as AddressInfo;
  return { address: `http://127.0.0.1:${port}`, port, build };
}

/** Path and headers as they stand, which `fetch` would tidy up and add to. */
function statusOf(port: number, path: string, method = 'GET', headers = {}): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request({ port, path, method, headers, host: '127.0.0.1' }, (response) => resolve(response.resume().statusCode))
      .on('error', reject)
      .end();
  });
}

test('the page comes with a policy that lets it run nothing but its own script and talk to nobody else', async () => {
  const { address } = await start();
  const response = await fetch(address);
  expect(await response.text()).toBe('<!doctype html><title>Page</title>');
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  const policy = response.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'");
  expect(policy).not.toMatch(/unsafe|data:|\*|https?:/);
  expect(response.headers.get('cache-control')).toBe('no-cache');
});

test('an asset is kept for ever, and is smaller for those who take gzip', async () => {
  const { address } = await start();
  const plain = await fetch(`${address}/assets/main-abc.js`, { headers: { 'Accept-Encoding': 'identity' } });
  expect(await plain.text()).toBe(script);
  expect(plain.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(plain.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  const gzip = await fetch(`${address}/assets/main-abc.js`, { headers: { 'Accept-Encoding': 'gzip' } });
  expect(await gzip.text()).toBe(script);
  expect(Number(gzip.headers.get('content-length'))).toBeLessThan(script.length / 4);
  expect([plain, gzip].map(({ headers }) => headers.get('vary'))).toStrictEqual(['Accept-Encoding', 'Accept-Encoding']);
  expect(plain.headers.get('etag')).not.toBe(gzip.headers.get('etag'));
});

test('who has it already gets 304; HEAD gets the headers alone', async () => {
  const { address, port } = await start();
  const first = await fetch(address);
  const tag = first.headers.get('etag');
  const known = { 'Accept-Encoding': 'gzip', 'If-None-Match': tag };
  expect(await statusOf(port, '/', 'GET', known)).toBe(304);
  expect(await statusOf(port, '/', 'GET', { ...known, 'If-None-Match': '"another"' })).toBe(200);
  const head = await fetch(address, { method: 'HEAD' });
  expect([head.status, await head.text(), head.headers.get('etag')]).toStrictEqual([200, '', tag]);
});

test.each([
  ['POST', '/'],
  ['OPTIONS', '/'],
  ['GET', '/index.html'],
  ['GET', '/assets'],
  ['GET', '/assets/'],
  ['GET', '/assets/main-abd.js'],
  ['GET', '/assets/../secret.txt'],
  ['GET', '/assets/..%2fsecret.txt'],
  ['GET', '/assets/%'],
  ['GET', '/ASSETS/main-abc.js'],
  ['GET', '//'],
])('%s %s is none of its business', async (method, path) => {
  const { port } = await start();
  expect(await statusOf(port, path, method)).toBe(404);
});

test('a page that is not built yet is served as soon as it is', async () => {
  const { address, build } = await start({ isBuilt: false });
  expect((await fetch(address)).status).toBe(404);
  build();
  expect((await fetch(address)).status).toBe(200);
});
