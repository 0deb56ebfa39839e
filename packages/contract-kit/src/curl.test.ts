import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { toCurl } from './curl.ts';
import type { SentRequest } from './exchange.ts';
import { listen } from './http/raw-server.testing.ts';
import { createMask } from './mask.ts';

const run = promisify(execFile);
const plain: SentRequest = { method: 'GET', url: 'http://localhost:1/a', headers: [], body: undefined };

/** What arrives when a shell runs the line: the first line, the headers that matter, and the body. */
async function arrivals(request: (url: string) => SentRequest) {
  const { promise, resolve } = Promise.withResolvers<string>();
  let text = '';
  const url = await listen((socket, part) => {
    text += part;
    const [head = '', body] = text.split('\r\n\r\n');
    const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
    if (body === undefined || body.length < length) return;
    resolve(text);
    socket.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
  });
  await run('sh', ['-c', `${toCurl(request(url))} -s`]);
  const [head = '', body = ''] = (await promise).split('\r\n\r\n');
  const [first = '', ...headers] = head.split('\r\n');
  return { first, headers: headers.filter((line) => !/^(?:host|user-agent|content-length):/i.test(line)), body };
}

describe('a line of curl', () => {
  test('says method, address, headers and body', () => {
    const request = {
      method: 'POST',
      url: 'http://localhost:1/a?b=c',
      headers: [['Content-Type', 'application/json']],
      body: Buffer.from('{"a":1}'),
    } as const;
    expect(toCurl(request)).toBe(
      "curl -i --globoff --path-as-is -X POST -H 'Content-Type: application/json' -H Accept: --data-binary '{\"a\":1}' 'http://localhost:1/a?b=c'",
    );
  });
  test('asks for HEAD without waiting for a body', () => {
    expect(toCurl({ ...plain, method: 'HEAD' })).toBe('curl -i --globoff --path-as-is --head -H Accept: http://localhost:1/a');
  });
  test('has no secrets', () => {
    const headers = [['Authorization', 'Bearer abcdef']] as const;
    const line = toCurl(
      { method: 'POST', url: 'http://h/?key=s3cret', headers, body: Buffer.from('{"p":"s3cret"}') },
      createMask(['s3cret']),
    );
    expect(line).toContain("'Authorization: Bearer ***'");
    expect(line).not.toMatch(/s3cret|abcdef/);
  });
  test.each([
    ['quotes', 'it\'s "$HOME" `id` \\n\n'],
    ['what curl would take for a file', '@/etc/hosts'],
    ['control characters and per cent', 'a\0b\x1b %s \\101'],
    ['no UTF-8', 'a\xff\xfe'],
  ])('sends a body with %s as it is', async (_title, body) => {
    const {
      first,
      headers,
      body: arrived,
    } = await arrivals((url) => ({
      method: 'PUT',
      url: `${url}/a/../b[1]`,
      headers: [['X-Empty', '']],
      body: Buffer.from(body, 'latin1'),
    }));
    expect({ first, headers, arrived }).toStrictEqual({ first: 'PUT /a/../b[1] HTTP/1.1', headers: ['X-Empty:'], arrived: body });
  });
});
