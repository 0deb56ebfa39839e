import { describe, expect, test } from 'vitest';
import { good, post, signIn, start } from '../test/mock.testing.ts';

describe('a page', () => {
  const asks = { 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type,prefer' };

  test('of this machine may call it and read every header', async () => {
    const { url } = await start();
    for (const origin of ['http://localhost:5173', 'https://app.localhost', 'http://127.0.0.1:3000', 'http://[::1]:80']) {
      const allowed = await fetch(url + signIn, { method: 'OPTIONS', headers: { origin, ...asks } });
      expect([allowed.status, allowed.headers.get('access-control-allow-origin')], origin).toStrictEqual([204, origin]);
      expect(allowed.headers.get('access-control-allow-headers')).toBe('content-type,prefer');
      const answer = await post(url + signIn, good, { origin });
      expect(answer.headers.get('access-control-allow-origin')).toBe(origin);
      expect(answer.headers.get('access-control-expose-headers')).toContain('x-request-id');
    }
  });

  test('of another may not', async () => {
    const { url } = await start();
    for (const origin of [
      'https://elsewhere.example',
      'http://localhost.elsewhere.example',
      'https://127.0.0.1.elsewhere.example',
      'null',
    ]) {
      const refused = await fetch(url + signIn, { method: 'OPTIONS', headers: { origin, ...asks } });
      expect([refused.status, refused.headers.get('access-control-allow-origin')], origin).toStrictEqual([405, null]);
      expect((await post(url + signIn, good, { origin })).headers.get('access-control-allow-origin')).toBeNull();
    }
  });
});
