import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { documents } from '@countersign/contracts/documents';
import express from 'express';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serveDocs } from './docs.ts';

let address = '';
let close: () => void;

beforeAll(async () => {
  const app = express();
  app.disable('etag');
  app.use(serveDocs(documents, 'on'));
  app.use('/live', serveDocs(documents, 'live'));
  app.use((_request, response) => void response.status(404).json({ statusCode: 404 }));
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  close = () => server.close();
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => close());

const names = Object.keys(documents);
const get = (path: string, headers = { 'Accept-Encoding': 'gzip' }) => fetch(address + path, { headers, redirect: 'manual' });
/** What a browser sends that has the answer already. */
const known = ({ headers }: Response) => ({ 'Accept-Encoding': 'gzip', 'If-None-Match': headers.get('etag') ?? '' });

/** Path, method and headers as they stand, which `fetch` would tidy up and add to. */
function statusOf(path: string, method = 'GET', headers: Record<string, string> = {}): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(address);
    request({ hostname, port, path, method, headers }, (response) => resolve(response.resume().statusCode))
      .on('error', reject)
      .end();
  });
}

test('the index has a policy without any exception, and is asked for again only if it changed', async () => {
  const response = await get('/docs/');
  expect(await response.text()).toContain('<h1>');
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(response.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  expect(response.headers.get('content-security-policy')).not.toMatch(/unsafe|nonce|data:|\*|https?:/);
  expect(response.headers.get('cache-control')).toBe('no-cache');
  expect(await statusOf('/docs/', 'GET', known(response))).toBe(304);
});

describe.each(names)('%s', (name) => {
  test('each answer of the reference has a nonce of its own, in the policy and in the page, and nobody keeps it', async () => {
    const nonces = new Set<string>();
    for (let round = 0; round < 3; round++) {
      const response = await get(`/docs/${name}/`);
      const policy = response.headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'; script-src 'self'; ");
      expect(policy).toMatch(/; frame-ancestors 'none'$/);
      expect(policy).not.toMatch(/unsafe-eval|\*|https?:/);
      const [, nonce = 'none'] = /style-src-elem 'self' 'nonce-([\w-]{22})'; /.exec(policy) ?? [];
      expect(await response.text()).toContain(`<meta property="csp-nonce" content="${nonce}" />`);
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(response.headers.get('etag')).toBeNull();
      nonces.add(nonce);
    }
    expect(nonces.size).toBe(3);
  });

  test('its contract is there as JSON and as YAML', async () => {
    const json = await get(`/docs/${name}.json`);
    expect([json.headers.get('content-type'), await json.json()]).toStrictEqual([
      'application/json; charset=utf-8',
      documents[name as 'login'],
    ]);
    const yaml = await get(`/docs/${name}.yaml`);
    expect([yaml.headers.get('content-type'), (await yaml.text()).slice(0, 9)]).toStrictEqual([
      'application/yaml; charset=utf-8',
      'openapi: ',
    ]);
  });

  test('every script, style and picture of the page is there, for ever, and smaller for those who take gzip', async () => {
    const page = await (await get(`/docs/${name}/`)).text();
    const urls = [...page.matchAll(/(?:src|href)="(\.\.\/assets\/[^"]+)"/g)].map(([, url = '']) => url);
    expect(urls.length).toBeGreaterThanOrEqual(7);
    for (const url of urls) {
      const response = await get(new URL(url, `${address}/docs/${name}/`).pathname);
      expect([response.status, response.headers.get('cache-control')]).toStrictEqual([200, 'public, max-age=31536000, immutable']);
      const { length } = await response.text();
      expect(Number(response.headers.get('content-length'))).toBeLessThan(Math.max(length, 400));
    }
  });
});

test.each([
  ['/docs', 'docs/', '/docs/'],
  [`/docs/${names[0]}`, `${names[0]}/`, `/docs/${names[0]}/`],
])('%s leads on to its folder, wherever a proxy has put it', async (path, location, target) => {
  const response = await get(path);
  expect([response.status, response.headers.get('location')]).toStrictEqual([308, location]);
  expect((await get(new URL(location, address + path).pathname)).status).toBe(200);
  expect(new URL(location, address + path).pathname).toBe(target);
});

test.each([
  ['POST', '/docs/'],
  ['OPTIONS', '/docs/'],
  ['GET', '/docsx'],
  ['GET', '/DOCS/'],
  ['GET', '/docs//'],
  ['GET', '/docs/nothing'],
  ['GET', '/docs/index.html'],
  ['GET', `/docs/${names[0]}/index.html`],
  ['GET', `/docs/${names[0]}//`],
  ['GET', '/docs/assets/'],
  ['GET', '/docs/../docs/'],
  ['GET', '/docs/..%2fpackage.json'],
  ['GET', '/docs/%'],
  ['GET', '/docs/__proto__'],
  ['GET', '/docs/version'],
])('%s %s is none of its business', async (method, path) => {
  expect(await statusOf(path, method)).toBe(404);
});

test('HEAD gets the headers alone', async () => {
  for (const path of ['/docs/', `/docs/${names[0]}/`, `/docs/${names[0]}.json`]) {
    const response = await fetch(address + path, { method: 'HEAD' });
    expect([response.status, await response.text(), Number(response.headers.get('content-length')) > 1000], path).toStrictEqual([
      200,
      '',
      true,
    ]);
  }
});

test('live pages ask for their version, which costs nothing while it is the same', async () => {
  const page = await (await get(`/live/docs/${names[0]}/`)).text();
  const [, url = '', version] = /data-url="([^"]+)" data-version="([^"]+)"/.exec(page) ?? [];
  const response = await get(new URL(url, `${address}/live/docs/${names[0]}/`).pathname);
  expect(await response.text()).toBe(version);
  expect(await statusOf('/live/docs/version', 'GET', known(response))).toBe(304);
});
