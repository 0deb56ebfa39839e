import { describe, expect, it } from 'vitest';
import { parseRecording } from './read.ts';

const answer = { status: 200, headers: [], content: { size: 2, text: 'ok' } };
const ask = { method: 'POST', url: 'https://h/', headers: [] };

function read(request: object, response: object = answer) {
  const text = JSON.stringify({ log: { entries: [{ request: { ...ask, ...request }, response: { ...answer, ...response } }] } });
  const [entry] = [...parseRecording('a.har', text).entries()];
  if (!entry) throw new Error('one entry was written');
  return entry;
}

describe('what browsers and proxies write', () => {
  it('in lines of one header is several headers', () => {
    const { exchange } = read({}, { headers: [{ name: 'set-cookie', value: 'a=1\nb=2' }] });
    expect(exchange.answer).toMatchObject({
      headers: [
        ['set-cookie', 'a=1'],
        ['set-cookie', 'b=2'],
      ],
    });
  });

  it('of cookies counts where no header tells them', () => {
    const cookies = [
      { name: 'a', value: '1' },
      { name: 'b', value: '2' },
    ];
    expect(read({ cookies }).exchange.request.headers).toEqual([['Cookie', 'a=1; b=2']]);
    const told = { cookies, headers: [{ name: 'cookie', value: 'c=3' }] };
    expect(read(told).exchange.request.headers).toEqual([['cookie', 'c=3']]);
  });

  it('of a form in parts is a form', () => {
    const params = [{ name: 'user', value: 'a%20b' }, { name: 'empty' }];
    const { exchange } = read({ postData: { mimeType: 'application/x-www-form-urlencoded; charset=utf-8', params } });
    expect(new TextDecoder().decode(exchange.request.body)).toBe('user=a+b&empty=');
  });

  it('in base64 is bytes', () => {
    const { exchange } = read({}, { content: { text: Buffer.from('{"ü":1}').toString('base64'), encoding: 'base64' } });
    expect(exchange.answer).toMatchObject({ body: Buffer.from('{"ü":1}') });
  });

  it.each([0, -1])('with the status %i was not answered', (status) => {
    expect(read({}, { status, headers: [] }).exchange.answer).toEqual({ kind: 'closed', message: 'not answered' });
  });

  it('without a time is read nevertheless', () => {
    expect(read({}).exchange).toMatchObject({ startedAt: 0, duration: 0 });
  });
});

describe('a body', () => {
  const length = (value: string) => ({ headers: [{ name: 'content-length', value }] });
  it.each([
    ['with a text', { content: { size: -1, text: '' } }, true],
    ['without one, of some size', { content: { size: 12 } }, false],
    ['without one, of no size', { content: { size: 0 } }, true],
    ['of a size that nobody knows', { content: { size: -1 } }, false],
    ['that a header tells of', { content: {}, ...length('12') }, false],
    ['that a header denies', { content: { size: -1 }, ...length('0') }, true],
    ['that nothing tells of', { content: {} }, true],
  ])('%s', (_what, response, isWhole) => {
    expect(read({}, response).isAnswerWhole).toBe(isWhole);
  });

  it('of a request that was left out is known by its length', () => {
    expect([read(length('57')).isRequestWhole, read({}).isRequestWhole, read({ bodySize: 3 }).isRequestWhole]).toEqual([
      false,
      true,
      false,
    ]);
  });
});
