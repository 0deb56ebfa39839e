import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { banner, toLogLine } from './banner.ts';

test('a line of the log is one line, whatever is asked for', () => {
  const exchange = {
    method: 'GET',
    path: '/a\u009b2J\u202e',
    status: 404,
    operationId: undefined,
    example: undefined,
    remark: 'no "\r\n\u001b[1m"',
  };
  expect(toLogLine(exchange)).toBe('GET /a?2J? 404 no "???[1m"');
  expect(toLogLine({ ...exchange, path: '/a', status: 200, remark: undefined, operationId: 'a' })).toBe('GET /a 200 made from the schema');
  expect(toLogLine({ ...exchange, path: '/a', status: 200, remark: undefined, operationId: 'a', example: 'b' })).toBe('GET /a 200 b');
});

test('the line of curl is one that a shell understands', () => {
  const value = { text: `it's $HOME "and" \\ more` };
  const content = { 'application/json': { examples: { one: { value } } } };
  const put = { operationId: 'put', requestBody: { content }, responses: { 200: { description: '', content } } };
  const lines = banner({ notes: { openapi: '3.1.0', servers: [{ url: '/v1' }], paths: { '/note': { put } } } }, 'http://127.0.0.1:1');
  const curl = lines.find((line) => line.includes('curl')) ?? '';
  const words = execFileSync('sh', ['-c', `curl() { printf '%s\\n' "$@"; }; ${curl}`], { encoding: 'utf8' })
    .trim()
    .split('\n');
  expect(words.slice(0, 6)).toStrictEqual(['-i', '-X', 'PUT', 'http://127.0.0.1:1/v1/note', '-H', 'Content-Type: application/json']);
  expect(JSON.parse(words[7] ?? '')).toStrictEqual(value);
  expect(lines[2]).toBe('  notes  put  PUT  /v1/note');
});
