import { describe, expect, it } from 'vitest';
import { parseRecording } from '../har/read.ts';
import { loadSpec } from '../spec/load.ts';
import { drift, type Drift, type DriftOptions } from './drift.ts';
import { tidyPath } from './elsewhere.ts';
import { toDriftJson } from './formats.ts';
import { ownSpecs, secrets, sound, toHar, type Sketch } from './traffic.testing.ts';

const specs = await ownSpecs();

async function find(sketches: readonly (Sketch | undefined)[], options: Partial<DriftOptions> = {}, creator = 'proxy'): Promise<Drift> {
  const har = toHar(
    sketches.filter((sketch) => sketch !== undefined),
    creator,
  );
  return drift({ recordings: [parseRecording('a.har', har)], specs, redocly: false, ...options });
}

function but(name: keyof typeof sound, change: Partial<Sketch>): Sketch {
  const sketch = sound[name];
  if (!sketch) throw new Error(`no sketch is called ${name}`);
  return { ...sketch, ...change };
}

const told = ({ findings }: Drift) => findings.map(({ rule, message }) => `${rule}: ${message}`);

describe('what HTTP, browsers and proxies add', () => {
  it('is no drift', async () => {
    const found = await find([
      but('me', {
        answerHeaders: {
          ...sound['me']?.answerHeaders,
          'content-encoding': 'br',
          'content-length': '7',
          'X-Powered-By': 'PHP',
          Via: '1.1 a',
        },
      }),
      but('me', {
        method: 'OPTIONS',
        headers: { 'Access-Control-Request-Method': 'GET' },
        status: 204,
        answerHeaders: {},
        answer: undefined,
      }),
      but('me', { status: 304, answerHeaders: {}, answer: undefined }),
      but('me', { status: 0, answerHeaders: {}, answer: undefined }),
      but('me', { method: 'HEAD', answer: undefined }),
      but('me', { method: 'PUT', status: 405 }),
      but('me', { url: 'https://accounts.example.com/api/v1/auths/nowhere', status: 404 }),
      but('me', { url: 'https://cdn.example.com/app.js?token=s3cret-token-0123' }),
      but('me', { url: 'data:image/png;base64,AAAA' }),
      but('me', { url: 'https://accounts.example.com/page', answerHeaders: { 'Content-Type': 'text/html' }, answer: '<p>' }),
    ]);
    expect(told(found)).toEqual([]);
    expect(found.judged).toBe(1);
    expect(Object.fromEntries(found.skipped)).toEqual({ 'CORS preflight': 1, 'not modified (304)': 1, 'not answered': 1, HEAD: 1 });
    expect(found.elsewhere.map(({ host, count, addresses }) => `${host} ${count} ${addresses[0]?.address}`)).toEqual([
      'https://accounts.example.com 3 PUT /api/v1/auths/me',
      'data: 1 GET',
      'https://cdn.example.com 1 GET /app.js',
    ]);
  });

  it('is told apart from what an API answers where its contract knows nothing', async () => {
    const stray = but('me', { url: 'https://accounts.example.com/metrics' });
    const path = 'path: answers GET /metrics, which the contract does not document';
    // One contract begins at `/`: what it owns can be told only by the host, and by JSON.
    expect(told(await find([but('me', {}), stray]))).toEqual([path]);
    expect(told(await find([but('me', {}), { ...stray, url: 'https://other.example.com/metrics' }]))).toEqual([]);
  });
});

it('of one exchange, what follows from an undocumented status is not told as well', async () => {
  expect(told(await find([but('signIn', { status: 422 })]))).toEqual(['status: answers 422, which the contract does not document']);
});

it('of addresses elsewhere, ids and secrets are not told', () => {
  const path = '/v1/users/42/9b2e7c1a-7d3f-4e5b-8a6c-1f2e3d4c5b6a/reset/4f9Kq2mZx8LpR3vT7wYc/me.html';
  expect(tidyPath(path)).toBe('/v1/users/{…}/{…}/reset/{…}/me.html');
});

describe('a recording without secrets', () => {
  it('of a browser says nothing of credentials, and a remark says so', async () => {
    const bare = but('me', { headers: {} });
    const found = await find([bare], {}, 'WebInspector');
    expect(told(found)).toEqual([]);
    expect(found.remarks).toEqual([expect.stringContaining('left all credentials out')]);
    // With credentials elsewhere in it the browser has not left them out.
    expect(told(await find([bare, sound['me']], {}, 'WebInspector'))).toEqual(['credentials: accepts a request without credentials']);
  });

  it('is judged but for what was blotted out', async () => {
    const masked = {
      ...sound['signIn'],
      body: { email: 'a@example.com', password: '***' },
      answer: { ...(sound['signIn']?.answer as object), accessToken: '***' },
    } as Sketch;
    expect(told(await find([masked]))).toEqual([]);
    expect(told(await find([{ ...masked, status: 400, answer: { statusCode: 400, message: 'Validation failed' } }]))).toEqual([]);
    const faulty = { ...masked, answer: { ...(masked.answer as object), refreshToken: 1 } };
    expect(told(await find([faulty]))).toEqual(['body: /refreshToken: must be string (type)']);
  });

  it('gives no secret away, not even one of another entry', async () => {
    const leak = { statusCode: 500, message: `the session ${secrets.refresh} is lost`, trace: encodeURIComponent(secrets.password) };
    const found = await find([sound['signIn'], sound['refresh'], but('broken', { answer: leak })]);
    expect(told(found)).toHaveLength(1);
    for (const secret of Object.values(secrets)) expect(toDriftJson(found)).not.toContain(secret);
  });
});

describe('a server behind a proxy', () => {
  const moved = but('me', { url: 'https://gateway.example.com/accounts/v2/me', answer: {} });
  it('is found where --server-path says', async () => {
    expect(await find([moved])).toMatchObject({ judged: 0, serverPath: '/accounts/v2' });
    const found = await find([moved], { specs: [await own('sign-in', '/accounts/v2')], serverPath: '/accounts/v2' });
    expect(found).toMatchObject({ judged: 1, affected: 1 });
  });

  it('is found where the base URL says, and nowhere else', async () => {
    const options = { specs: [await own('sign-in', '')], serverPath: '', baseUrl: 'https://gateway.example.com/accounts/v2' };
    expect(await find([moved], options)).toMatchObject({ judged: 1 });
    expect(await find([{ ...moved, url: 'https://gateway.example.org/accounts/v2/me' }], options)).toMatchObject({ judged: 0 });
  });
});

async function own(name: string, serverPath: string) {
  const file = specs.find((spec) => spec.name === name)?.file ?? '';
  return loadSpec(file, undefined, { serverPath });
}
