import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { expect, onTestFinished, test } from 'vitest';
import { allowOrigins, parseOrigins } from './cors.ts';

const shop = 'https://shop.example';

/** An application whose own answer to OPTIONS is 405. */
async function serve(origins: string) {
  const app = express().disable('x-powered-by').disable('etag');
  app.use(allowOrigins(parseOrigins(origins)));
  app.get('/', (_request, response) => void response.json({}));
  app.use((_request, response) => void response.status(405).set('Allow', 'GET').json({}));
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return async (method: string, headers: Record<string, string>) => {
    const response = await fetch(`http://127.0.0.1:${port}/`, { method, headers });
    const names = [...response.headers.keys()].filter((name) => name === 'vary' || name.startsWith('access-control-'));
    return { status: response.status, headers: Object.fromEntries(names.map((name) => [name, response.headers.get(name)])) };
  };
}

const preflight = (origin: string) => ({ Origin: origin, 'Access-Control-Request-Method': 'POST' });

test('a page of a listed origin may ask, send and read', async () => {
  const send = await serve(`http://localhost:5173, ${shop}`);
  expect(await send('OPTIONS', preflight(shop))).toStrictEqual({
    status: 204,
    headers: {
      'access-control-allow-origin': shop,
      'access-control-allow-methods': 'GET, HEAD, POST, PUT, PATCH, DELETE',
      'access-control-allow-headers': 'Authorization, Content-Type, X-Request-Id',
      'access-control-max-age': '600',
      vary: 'Origin',
    },
  });
  expect(await send('GET', { Origin: shop })).toStrictEqual({
    status: 200,
    headers: { 'access-control-allow-origin': shop, 'access-control-expose-headers': 'X-Request-Id, Retry-After', vary: 'Origin' },
  });
});

test.each([
  'https://evil.example',
  'http://shop.example',
  'https://shop.example:8443',
  'https://shop.example.evil.example',
  'HTTPS://SHOP.EXAMPLE',
  'null',
])('a page of %s is let in by nothing', async (origin) => {
  const send = await serve(shop);
  expect(await send('OPTIONS', preflight(origin))).toStrictEqual({ status: 405, headers: { vary: 'Origin' } });
  expect(await send('GET', { Origin: origin })).toStrictEqual({ status: 200, headers: { vary: 'Origin' } });
});

test('OPTIONS that is no preflight is answered by the application', async () => {
  const send = await serve(shop);
  expect((await send('OPTIONS', { Origin: shop })).status).toBe(405);
  expect((await send('OPTIONS', {})).status).toBe(405);
});

test('without a listed origin no answer changes', async () => {
  const send = await serve('');
  expect(await send('OPTIONS', preflight(shop))).toStrictEqual({ status: 405, headers: {} });
  expect(await send('GET', { Origin: shop })).toStrictEqual({ status: 200, headers: {} });
});

test.each([
  '*',
  'null',
  'shop.example',
  'https://shop.example/',
  'https://shop.example,',
  'https://shop.example:443',
  'https://SHOP.example',
  'https://*.shop.example/',
  'ftp://shop.example',
  'https://a b',
  'https://ann@shop.example',
  ',',
])('refuses the origin %j in one line', (text) => {
  expect(() => parseOrigins(text)).toThrow(/^CORS_ORIGINS has .+$/);
});

test('reads origins with spaces around them', () => {
  expect(parseOrigins(' https://a.example ,http://localhost:5173')).toStrictEqual(new Set(['https://a.example', 'http://localhost:5173']));
  expect(parseOrigins(' ')).toStrictEqual(new Set());
});
