import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { listen } from '../src/http/raw-server.testing.ts';
import { fine, serve } from '../src/run/server.testing.ts';
import { folderWith, kit, open, start } from './cli.testing.ts';

const usual = ['--spec', 'open.yaml', '--seed', '5', '--max-cases', '2', '--coverage', '0'];
const folder = () => folderWith({ 'open.yaml': open });

/** One line, and nothing of the program behind it. */
const oneLine = (text: RegExp) => ({ code: 2, stdout: '', stderr: expect.stringMatching(new RegExp(`^${text.source}\n$`)) as string });

describe('what cannot be run ends with 2 and one line', { timeout: 60_000 }, () => {
  test('a contract that does not parse, with its place', async () => {
    const text = open.replace('title: Open,', 'title: [Open,');
    expect(await kit(folderWith({ 'open.yaml': text }), ...usual, '--base-url', 'http://127.0.0.1:9')).toEqual(
      oneLine(/open\.yaml:\d+:\d+: [^\n]+/),
    );
  });

  test.each([
    ['a reference into nowhere', open.replace('{ type: array }', "{ $ref: '#/nowhere' }"), /open\.yaml:10:\d+: [^\n]+/],
    ['a contract without operations', 'openapi: 3.1.0\ninfo: { title: None, version: 1.0.0 }\npaths: {}\n', /open\.yaml:\d+:\d+: [^\n]+/],
  ])('%s', async (_title, text, message) => {
    expect(await kit(folderWith({ 'open.yaml': text }), ...usual, '--base-url', 'http://127.0.0.1:9')).toEqual(oneLine(message));
  });

  test('an API that nobody knows', async () => {
    const args = ['--base-url', 'http://127.0.0.1:9', '--api', 'shut'];
    const files = { 'open.yaml': open, 'contract-kit.yaml': 'specs: open.yaml\n' };
    expect(await kit(folderWith(files), ...args)).toEqual(oneLine(/no API is called shut; there are open/));
  });

  test.each([
    [['--base-url', 'http://127.0.0.1:9'], /no contract: name one with --spec FILE, or list them in contract-kit\.yaml/],
    [['--spec', 'open.yaml'], /no --base-url, and no contract-kit\.yaml that says how to start the server/],
    [['--spec', 'open.yaml', '--bse-url', 'x'], /Unknown option '--bse-url'; --help lists the options/],
    [['--spec', 'none.yaml', '--list'], /none\.yaml:1:1: [^\n]+/],
  ])('%j', async (args, message) => {
    expect(await kit(folder(), ...args)).toEqual(oneLine(message));
  });

  test('an address where nobody listens', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    expect(await kit(folder(), ...usual, '--base-url', `http://127.0.0.1:${port}`)).toEqual(
      oneLine(/http:\/\/127\.0\.0\.1:\d+\/open: [^\n]+/),
    );
  });
});

describe('a server that', { timeout: 60_000 }, () => {
  test('does not answer is given up, and nothing counts as passed', async () => {
    const silent = await listen(() => {});
    const { code, stdout, stderr } = await kit(folder(), ...usual, '--base-url', silent, '--timeout', '0.1');
    expect(stdout).toMatch(/\n0 passed, /);
    expect(stderr).toContain('gave no answer that could be read');
    expect(code).toBe(1);
  });

  test('answers with web pages is recognised', async () => {
    const pages = await serve((_request, response) => response.setHeader('Content-Type', 'text/html').end('<!doctype html><p>Welcome'));
    const { code, stdout, stderr } = await kit(folder(), ...usual, '--base-url', pages);
    expect(stderr).toBe(`${pages} answers with web pages: is it the API, or a page in front of it?\n`);
    expect(stdout).toMatch(/open · content-type · /);
    expect(code).toBe(1);
  });

  test('sends everything elsewhere is not followed', async () => {
    const mover = await serve((_request, response) => void response.writeHead(308, { Location: 'https://example.com/' }).end());
    const { code, stdout, stderr } = await kit(folder(), ...usual, '--base-url', mover);
    expect(stderr).toBe(`${mover} sends everything elsewhere: should the base URL be that of https://example.com/?\n`);
    expect(stdout).toContain('answers 308');
    expect(code).toBe(1);
  });

  test.each([
    ['closes within the body', 'Content-Type: application/json\r\nContent-Length: 9\r\n\r\n[1', /connection · [^\n]*/],
    ['sends two lengths', 'Content-Type: application/json\r\nContent-Length: 2\r\nContent-Length: 4\r\n\r\n[]', /connection · [^\n]*/],
  ])('%s fails', async (_title, rest, finding) => {
    const broken = await listen((socket) => socket.end(`HTTP/1.1 200 OK\r\n${rest}`));
    const { code, stdout } = await kit(folder(), ...usual, '--base-url', broken);
    expect(stdout).toMatch(finding);
    expect(stdout).toMatch(/\n0 passed, [1-9]\d* failed/);
    expect(code).toBe(1);
  });
});

describe('a server that throttles', { timeout: 60_000 }, () => {
  /** The first request is one too many. */
  const throttling = (seconds: number) => {
    let count = 0;
    return serve((request, response) => {
      if (count++ === 0) response.writeHead(429, { 'Retry-After': String(seconds) }).end();
      else if (request.method === 'GET' && request.url === '/open') fine(request, response);
      else response.writeHead(request.url === '/open' ? 405 : 404, { Allow: 'GET' }).end();
    });
  };

  test('is waited for, within --wait', async () => {
    const { code, stdout } = await kit(folder(), ...usual, '--base-url', await throttling(1), '--wait', '2');
    expect(stdout).toMatch(/\n\d+ passed, 0 failed in/);
    expect(code).toBe(0);
  });

  test('for longer leaves the case undecided, and the run with 2', async () => {
    const { code, stdout } = await kit(folder(), ...usual, '--base-url', await throttling(60), '--wait', '2');
    expect(stdout).toMatch(/^INCONCLUSIVE throttled: /m);
    expect(stdout).toMatch(/\n\d+ passed, 0 failed, 1 inconclusive in/);
    expect(code).toBe(2);
  });
});

test('an interruption ends the server that was started, and the run with 2', { timeout: 60_000 }, async () => {
  const begun = Promise.withResolvers<number>();
  const beacon = await serve((request, response) => {
    begun.resolve(Number(request.url?.slice(1)));
    response.end();
  });
  // Is ready at once, answers nothing else, and tells its port when it is asked.
  const server = `require('node:http').createServer((request, response) => request.url === '/ready' ? response.end() : fetch('${beacon}/' + process.env.PORT)).listen(process.env.PORT)`;
  const config = { specs: 'open.yaml', server: { command: `"${process.execPath}" -e "${server}"`, ready: '/ready' } };
  const { child, ended } = start(folderWith({ 'open.yaml': open, 'contract-kit.yaml': JSON.stringify(config) }), ['--timeout', '60']);
  const port = await begun.promise;
  const since = performance.now();
  child.kill('SIGINT');
  expect((await ended).code).toBe(2);
  expect(performance.now() - since).toBeLessThan(5_000);
  await expect(fetch(`http://127.0.0.1:${port}/ready`)).rejects.toThrow('fetch failed');
});
