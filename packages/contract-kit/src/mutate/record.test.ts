import { Buffer } from 'node:buffer';
import { describe, expect, test } from 'vitest';
import type { SentRequest } from '../exchange.ts';
import { createPlayer, keyOf, toPath } from './record.ts';

const request: SentRequest = { method: 'POST', url: '/a', headers: [['Content-Type', 'application/json']], body: Buffer.from('1') };
const wire = (status: number) => ({ status, headers: [], body: new Uint8Array() });

describe('recorded answers', () => {
  test('come in the order in which they came, each once', () => {
    const play = createPlayer([
      { request, answer: wire(200) },
      { request, answer: wire(401) },
    ]);
    expect([play(request)?.status, play(request)?.status, play(request)]).toStrictEqual([200, 401, undefined]);
  });
  test.each<Partial<SentRequest>>([{ method: 'PUT' }, { url: '/b' }, { headers: [] }, { body: Buffer.from('2') }])(
    'are not for a request with %o',
    (other) => {
      expect(createPlayer([{ request, answer: wire(200) }])({ ...request, ...other })).toBeUndefined();
    },
  );
  test('do not hang on what the connection adds', () => {
    expect(
      keyOf({
        ...request,
        headers: [
          ['Host', 'x'],
          ['content-type', 'application/json'],
        ],
      }),
    ).toBe(keyOf(request));
  });
  test('keep a path as it was written', () => {
    expect(toPath('http://127.0.0.1:1/a//%2e/../b?c=%20#d')).toBe('/a//%2e/../b?c=%20');
  });
});
