import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, describe, expect, test } from 'vitest';
import { createSource, parseNetworks } from './source.ts';

describe('parseNetworks', () => {
  test.each([
    ['10.0.0.0/8', '10.255.0.1', '11.0.0.1'],
    ['192.0.2.7', '192.0.2.7', '192.0.2.8'],
    ['fd00::/8', 'fdff::1', 'fe00::1'],
    ['2001:db8::1', '2001:db8::1', '2001:db8::2'],
    [' 10.0.0.0/8 , ,fd00::/8 ', 'fd00::1', '192.0.2.1'],
  ])('%s has %s and not %s', (text, inside, outside) => {
    const networks = parseNetworks(text);
    const check = (address: string) => networks.check(address, address.includes(':') ? 'ipv6' : 'ipv4');
    expect([check(inside), check(outside)]).toEqual([true, false]);
  });

  test('an empty text trusts no one', () => {
    expect(parseNetworks('').check('127.0.0.1', 'ipv4')).toBe(false);
  });

  test.each([
    'true',
    '1',
    '*',
    'loopback',
    '10.0.0.0/33',
    'fd00::/129',
    '10.0.0.0/8/8',
    '10.0.0.0/',
    '0.0.0.0/0',
    '::/0',
    '10.0.0.0/-1',
    'fe80::1%a',
  ])('refuses %s in one line that names the variable', (text) => {
    expect(() => parseNetworks(`10.0.0.0/8, ${text}`)).toThrow(/^TRUST_PROXY must be .+$/);
  });
});

describe('createSource', () => {
  const stops: (() => void)[] = [];
  afterAll(() => stops.forEach((stop) => stop()));

  /** What a real request over the loopback is taken for, one answer per set of headers. */
  async function sourcesOf(trustProxy: string, all: (readonly string[])[], onUntrusted?: (peer: string) => void): Promise<string[]> {
    const source = createSource({ trusted: parseNetworks(trustProxy), ...(onUntrusted && { onUntrusted }) });
    const server = createServer((request, response) => void response.end(source(request)));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    stops.push(() => server.close().closeAllConnections());
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const ask = async (lines: readonly string[]) => {
      const response = await fetch(url, { headers: lines.map((line) => ['X-Forwarded-For', line] as [string, string]) });
      return response.text();
    };
    return Promise.all(all.map(ask));
  }

  test('an X-Forwarded-For that changes each time is one bucket when no proxy is trusted', async () => {
    const rotating = Array.from({ length: 100 }, (_, n) => [`198.51.100.${n}`]);
    expect(new Set(await sourcesOf('', rotating))).toEqual(new Set(['127.0.0.1']));
    expect(new Set(await sourcesOf('10.0.0.0/8', rotating))).toEqual(new Set(['127.0.0.1']));
  });

  test('what a client puts in front of its own address behind a trusted proxy changes nothing', async () => {
    const rotating = Array.from({ length: 100 }, (_, n) => [`198.51.100.${n}, 203.0.113.9`]);
    expect(new Set(await sourcesOf('127.0.0.0/8', rotating))).toEqual(new Set(['203.0.113.9']));
  });

  test.each<[string, string[], string]>([
    ['the client of the one proxy', ['203.0.113.9'], '203.0.113.9'],
    ['through several trusted proxies', ['203.0.113.9, 10.1.1.1, 10.2.2.2'], '203.0.113.9'],
    ['in several header lines', ['1.1.1.1', '203.0.113.9, 10.1.1.1'], '203.0.113.9'],
    ['a trusted proxy written as IPv6', ['203.0.113.9, ::ffff:10.1.1.1'], '203.0.113.9'],
    ['only trusted ones', ['10.1.1.1, 10.2.2.2'], '10.1.1.1'],
    ['an IPv6 client', ['2001:db8::1'], '2001:db8:0:0::/56'],
    ['with ports', ['203.0.113.9:1234'], '203.0.113.9'],
    ['with brackets and a port', ['[2001:db8::1]:1234'], '2001:db8:0:0::/56'],
    ['garbage', ['203.0.113.9, whoever'], 'unknown'],
    ['an empty entry', ['203.0.113.9, '], 'unknown'],
    ['no header', [], '127.0.0.1'],
  ])('behind a trusted proxy: %s', async (_, lines, expected) => {
    expect(await sourcesOf('127.0.0.1, 10.0.0.0/8', [lines])).toEqual([expected]);
  });

  test('tells once that a proxy may have been forgotten', async () => {
    const peers: string[] = [];
    await sourcesOf('', [['198.51.100.1'], ['198.51.100.2'], []], (peer) => peers.push(peer));
    await sourcesOf('127.0.0.1', [['198.51.100.1']], (peer) => peers.push(peer));
    expect(peers).toEqual(['127.0.0.1']);
  });
});
