import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { toExchange } from '../coverage/contract.testing.ts';
import type { Exchange } from '../exchange.ts';
import { createMask } from '../mask.ts';
import { parseHar, readHar } from './read.ts';
import { writeHar } from './write.ts';

const folder = await mkdtemp(join(tmpdir(), 'har-'));
afterAll(() => rm(folder, { recursive: true }));

const open = (text: string) => text;
const bytes = new Uint8Array([0xff, 0, 1, 2, 0x80]);
const exchange = toExchange({
  method: 'POST',
  url: 'http://h/a?b=c&b=d',
  body: { text: 'ü' },
  status: 201,
  answer: { id: 1 },
  answerHeaders: { Location: '/a/1' },
});

describe('writing', () => {
  it('says what HAR 1.2 asks for', () => {
    const { log } = JSON.parse(writeHar([exchange], open, '1.0.0')) as { log: { entries: object[] } };
    expect(log).toMatchObject({ version: '1.2', creator: { name: 'contract-kit', version: '1.0.0' } });
    expect(log.entries).toEqual([
      {
        startedDateTime: '2026-01-02T03:04:05.000Z',
        time: 12,
        request: {
          method: 'POST',
          url: 'http://h/a?b=c&b=d',
          httpVersion: 'HTTP/1.1',
          cookies: [],
          headers: [{ name: 'Content-Type', value: 'application/json; charset=utf-8' }],
          queryString: [
            { name: 'b', value: 'c' },
            { name: 'b', value: 'd' },
          ],
          postData: { mimeType: 'application/json; charset=utf-8', params: [], text: '{"text":"ü"}' },
          headersSize: -1,
          bodySize: 13,
        },
        response: {
          status: 201,
          statusText: '',
          httpVersion: 'HTTP/1.1',
          cookies: [],
          headers: [
            { name: 'Content-Type', value: 'application/json; charset=utf-8' },
            { name: 'Location', value: '/a/1' },
          ],
          content: { size: 8, mimeType: 'application/json; charset=utf-8', text: '{"id":1}' },
          redirectURL: '/a/1',
          headersSize: -1,
          bodySize: 8,
        },
        cache: {},
        timings: { send: 0, wait: 12, receive: 0 },
      },
    ]);
  });

  it('masks what hides in escapes, in bytes and behind the name of a header', () => {
    const mask = createMask(['hunter22']);
    const body = new TextEncoder().encode(String.raw`{"a": "\u0068unter22"}`);
    const binary = new Uint8Array([0xff, ...new TextEncoder().encode('hunter22')]);
    const request = { ...exchange.request, headers: [['Authorization', 'Bearer opaque-token']] as const, body };
    const answer = { status: 200, headers: [], body: binary };
    const har = writeHar([{ ...exchange, request, answer }], mask);
    expect(har).not.toMatch(/unter22|opaque-token/);
    expect(har).toContain(Buffer.from([0xff, ...Buffer.from('***')]).toString('base64'));
  });
});

describe('reading', () => {
  it('gives back what was written, bytes as well', async () => {
    const binary: Exchange = {
      ...exchange,
      request: { ...exchange.request, body: bytes },
      answer: { status: 200, headers: [], body: bytes },
    };
    const file = join(folder, 'a.har');
    await writeFile(file, `\ufeff${writeHar([exchange, binary], open)}`);
    const found = await readHar(file);
    const plain = (all: readonly Exchange[]) =>
      all.map(({ request, answer, ...rest }) => ({
        ...rest,
        request: { ...request, body: [...(request.body ?? [])] },
        answer: { ...answer, body: 'body' in answer && [...answer.body] },
      }));
    expect(plain(found)).toEqual(plain([exchange, binary]));
  });

  it('knows a request that nobody answered', () => {
    const har = writeHar([{ ...exchange, answer: { kind: 'timeout', message: 'after 5 s' } }], open);
    expect(parseHar('/a.har', har)[0]?.answer).toEqual({ kind: 'closed', message: 'timeout: after 5 s' });
  });

  it('leaves out the pseudo headers of HTTP/2', () => {
    const entry = {
      startedDateTime: '2026-01-02T03:04:05Z',
      request: { method: 'get', url: 'http://h/', headers: [{ name: ':path', value: '/' }] },
      response: { status: 204, headers: [] },
    };
    const [found] = parseHar('/a.har', JSON.stringify({ log: { entries: [entry] } }));
    expect(found).toMatchObject({ request: { method: 'GET', headers: [], body: undefined }, duration: 0 });
  });

  const entry = (request: object) =>
    JSON.stringify({ log: { entries: [{ startedDateTime: '2026-01-02', request, response: { status: 200, headers: [] } }] } }, null, 1);
  it.each([
    ['{\n "log": "hunter22', '/a.har:2:18: not JSON, so not an HTTP archive'],
    ['{"log": {}}', '/a.har:1:3: log.entries: a list is expected'],
    [entry({ url: 'http://h/' }), 'log.entries.0.request.method: a text is expected'],
    [entry({ method: 'GET', url: '/a', headers: [] }), '/a.har:8:7: log.entries.0.request.url: a URL is expected'],
    [
      entry({ method: 'GET', url: 'http://h/', headers: [{ name: 'a', value: 1 }] }),
      'log.entries.0.request.headers.0.value: a text is expected',
    ],
  ])('refuses %j with its line', (text, message) => {
    expect(() => parseHar('/a.har', text)).toThrow(message);
  });

  it('quotes nothing of a file that is not JSON', () => {
    expect(() => parseHar('/a.har', '{"log": x"hunter22" }')).toThrow(
      /^\/a\.har:1:9: not JSON, so not an HTTP archive: a value is expected$/,
    );
  });

  it('refuses a file that is not there', async () => {
    await expect(readHar(join(folder, 'none.har'))).rejects.toThrow('none.har:1:1: no such file');
  });
});
