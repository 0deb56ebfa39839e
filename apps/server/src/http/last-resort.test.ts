import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { expect, onTestFinished, test } from 'vitest';
import { answerEscaped } from './last-resort.ts';

async function serve(thrown: unknown, before?: string) {
  const errors: object[] = [];
  const app = express().disable('x-powered-by').disable('etag');
  app.use((_request, response) => {
    if (before !== undefined) response.write(before);
    throw thrown;
  });
  app.use(answerEscaped({ info: () => {}, error: (fields) => void errors.push(fields) }));
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return { errors, answer: fetch(`http://127.0.0.1:${port}/`) };
}

test.each([
  ['an Error', new Error('select secret from accounts')],
  [
    'an error that asks for another status and headers',
    Object.assign(new Error('secret'), { status: 418, headers: { 'X-Secret': 'secret' } }),
  ],
  ['something that is no Error', 'secret'],
  ['an object that cannot be made a text', Object.create(null)],
])('%s that escaped every API tells nothing, and is logged', async (_name, thrown) => {
  const { errors, answer } = await serve(thrown);
  const response = await answer;
  expect([response.status, response.headers.get('Cache-Control'), response.headers.get('X-Secret')]).toStrictEqual([500, 'no-store', null]);
  expect(await response.text()).toBe('{"statusCode":500,"message":"Internal Server Error"}');
  expect(errors).toStrictEqual([{ requestId: undefined, err: thrown }]);
});

test('an error in the middle of an answer ends the connection, so that nobody takes the half for the whole', async () => {
  const { errors, answer } = await serve(new Error('secret'), '{"half":');
  await expect(answer.then((response) => response.text())).rejects.toThrow(/terminated|fetch failed/);
  expect(errors).toHaveLength(1);
});
