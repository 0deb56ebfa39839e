import { apis } from '@countersign/contracts';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { AnyResult } from '../answer.ts';
import { createClient, type Fetch } from '../index.ts';
import { rename } from '../names.ts';
import { startProgram } from '../serve.testing.ts';
import { createValidate } from '../validate/index.ts';
import { handlers } from './index.ts';
import { startPrism } from './prism.testing.ts';
import { type Row, rows, titleOf } from './rows.testing.ts';
import { byName, byRequest, prismAt, type Target } from './targets.testing.ts';

const codes: Record<number, string> = {
  400: 'invalid_input',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not_found',
  405: 'method_not_allowed',
  413: 'too_large',
  415: 'unsupported_media_type',
  422: 'invalid_input',
  429: 'too_many_requests',
  500: 'server_error',
  503: 'unavailable',
};

const validate = createValidate({ mode: 'throw' });

/** Calls the method of the row's operation as its example shows, and expects what the contract says: the same of whoever answers. */
async function expectAnswer(row: Row, { baseUrl, send }: Target): Promise<void> {
  const { api, id, operation, example } = row;
  const fetch: Fetch = (request, { signal }) => send(row, request, signal);
  const client = createClient({ api, baseUrl, fetch, validate, timeout: 20_000 });
  const call = client.safe[id as never] as (...input: unknown[]) => Promise<AnyResult>;
  // With credentials of its own the client lets every secured call pass; those of the example take their place on the way.
  const headers = { ...example.request?.headers, ...(operation.secured && { authorization: 'Bearer token' }) };
  const present = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== null)) as Record<string, string>;
  const result = await call(...(operation.fields ? [example.request?.body ?? usual[id]] : []), { headers: present });
  const expected = rename(example.body, operation.names?.[example.status]);
  expect(result).toMatchObject({ ok: example.status < 300, status: example.status });
  if (result.status === 'none' || result.status === 'undocumented') throw result.error;
  expect(mask(result.body, example.varies)).toStrictEqual(mask(expected, example.varies));
  for (const name of ['Cache-Control', 'Allow', 'WWW-Authenticate'])
    if (example.headers[name]) expect(result.headers.get(name), name).toBe(example.headers[name]);
  expect(result.requestId).toMatch(/^[\w.-]{1,128}$/);
  if (!result.ok) expectError(row, result);
}

function expectError({ id, example }: Row, { error, requestId }: { error: unknown; requestId: string | null }): void {
  const { status, body, headers } = example;
  expect(error).toMatchObject({ kind: 'http', code: codes[status], operation: id, status, requestId });
  const { issues, retryAfter } = error as { issues: { field: string | null; message: string }[]; retryAfter?: number };
  const { errors = [] } = body as { errors?: string[] | Record<string, string[]> };
  const isList = Array.isArray(errors);
  expect(issues.map(({ message }) => message)).toStrictEqual(isList ? errors : Object.values(errors).flat());
  if (!isList) expect([...new Set(issues.map(({ field }) => field))]).toStrictEqual(Object.keys(errors));
  if (headers['Retry-After']) expect(retryAfter).toBeGreaterThanOrEqual(1000);
  else expect(retryAfter).toBeUndefined();
}

/** What a caller would send. */
const usual: Record<string, unknown> = {
  signIn: { email: 'john.doe@example.com', password: 'password123' },
  login: { email: 'john.doe@example.com', password: 'password123' },
  refresh: { refreshToken: 'token' },
  signOut: { refreshToken: 'token' },
};

/** A copy in which what differs each time is the same. */
function mask(body: unknown, pointers: readonly string[] = []): unknown {
  const copy = structuredClone(body);
  for (const pointer of pointers) {
    const keys = pointer.split('/').slice(1);
    const last = keys.pop() ?? '';
    const holder = keys.reduce<unknown>((node, key) => Object(node)[key], copy);
    if (Object.hasOwn(Object(holder), last)) Object(holder)[last] = '…';
  }
  return copy;
}

const ends: (() => void | Promise<void>)[] = [];
const onEnd = (end: () => void | Promise<void>) => ends.push(end);
afterAll(async () => {
  for (const end of ends) await end();
});

const titled = rows.map((row) => [titleOf(row), row] as const);
/** What a request alone brings about; the others ask for a state of the server. */
const reachable = titled.filter(([, { example }]) => example.given === undefined);

test('the contracts show every documented status of every operation', () => {
  for (const [api, { operations }] of Object.entries(apis)) {
    for (const [id, { responses }] of Object.entries(operations)) {
      const shown = rows.filter((row) => row.api === api && row.id === id).map(({ example }) => String(example.status));
      expect([...new Set(shown)].toSorted(), id).toStrictEqual(Object.keys(responses).toSorted());
    }
  }
  expect(rows.length).toBeGreaterThan(200);
});

describe('the server', { timeout: 20_000 }, () => {
  let target: Target;
  beforeAll(async () => {
    target = byRequest(await startProgram(onEnd));
  }, 30_000);

  test.each(reachable)('%s', (_, row) => expectAnswer(row, target));
});

describe('the mock', () => {
  // Nobody listens here.
  const baseUrl = 'http://127.0.0.1:9';
  const server = setupServer();
  beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
  afterEach(() => server.resetHandlers());
  afterAll(() => server.close());
  const use = () => server.use(...(['sign-in', 'login', 'platform'] as const).flatMap((api) => [...handlers({ api, baseUrl })]));

  test.each(reachable)('asked: %s', (_, row) => {
    use();
    return expectAnswer(row, byRequest(baseUrl));
  });

  test.each(titled)('told: %s', (_, row) => {
    const named = handlers({ api: row.api, baseUrl })[row.id as never] as Record<string, () => Parameters<typeof server.use>[0]>;
    const handler = named[row.name]?.();
    if (handler) server.use(handler);
    return expectAnswer(row, byName(baseUrl));
  });
});

describe('Prism', { timeout: 20_000 }, () => {
  let target: Target;
  beforeAll(async () => {
    const addresses: Record<string, string> = {};
    for (const api of Object.keys(apis)) addresses[api] = await startPrism(onEnd, api);
    target = prismAt(addresses);
  }, 120_000);

  const isLost = ({ example }: Row) => JSON.stringify(example.body ?? null).includes('"__proto__"');
  const ask = (_: string, row: Row) => expectAnswer({ ...row, example: { ...row.example, request: {} } }, target);
  test.each(titled.filter(([, row]) => !isLost(row)))('%s', ask);
  // Prism drops such a property of an example; this fails once it does not.
  test.fails.each(titled.filter(([, row]) => isLost(row)))('%s', ask);
});
