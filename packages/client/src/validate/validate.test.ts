import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { createFakeApi, json } from '../api.testing.ts';
import { createClient } from '../index.ts';
import { baseUrl, credentials } from '../session.testing.ts';
import { createValidate, type Drift } from './index.ts';

const drifted = { statusCode: 401, message: { secret: 'sentinel' } };

function setUp(answer: () => Response, mode: 'report' | 'throw', onDrift?: (drift: Drift) => void) {
  const drifts: Drift[] = [];
  const validate = createValidate({ mode, onDrift: onDrift ?? ((drift) => drifts.push(drift)) });
  return { drifts, client: createClient({ api: 'sign-in', baseUrl, fetch: async () => answer(), validate }) };
}

describe('createValidate', () => {
  test('reports where an error body drifted, without its values, and hands it out as it came', async () => {
    const { client, drifts } = setUp(() => json(401, drifted), 'report');
    const result = await client.safe.signIn(credentials);
    expect(drifts).toStrictEqual([{ api: 'sign-in', operation: 'signIn', status: 401, pointer: '/message', keyword: 'type' }]);
    expect(result).toMatchObject({ status: 401, body: drifted });
  });

  test('reports a success by the names of the wire', async () => {
    const api = createFakeApi();
    const drifts: Drift[] = [];
    const client = createClient({
      api: 'sign-in',
      baseUrl,
      fetch: async (request) => {
        const response = await api.fetch(request);
        const { user, ...tokens } = (await response.json()) as { user: object };
        return json(200, { ...tokens, user: { ...user, rol: 1 } });
      },
      validate: createValidate({ onDrift: (drift) => drifts.push(drift) }),
    });
    expect((await client.signIn(credentials)).user.role).toBe(1);
    // The tokens of the fake are shorter than the contract's.
    expect(drifts).toMatchObject([{ status: 200, pointer: '/refreshToken', keyword: 'pattern' }]);
  });

  test('throws an error of kind drift that holds no value', async () => {
    const { client, drifts } = setUp(() => json(401, drifted), 'throw');
    const { ok, error } = (await client.safe.signIn(credentials)) as { ok: boolean; error: Error };
    expect([ok, drifts.length]).toEqual([false, 1]);
    expect(error).toMatchObject({ kind: 'drift', code: 'drift', operation: 'signIn', status: 401, cause: drifts[0] });
    expect(inspect(error, { depth: 10, showHidden: true }) + JSON.stringify([error, drifts])).not.toContain('sentinel');
  });

  test('what onDrift throws fails no call', async () => {
    const { client } = setUp(
      () => json(401, drifted),
      'report',
      () => {
        throw new Error('the report failed');
      },
    );
    expect((await client.safe.signIn(credentials)).status).toBe(401);
  });

  test('is silent when it is off, when all is well, and where nothing is promised', () => {
    const answer = { api: 'sign-in', operation: 'signIn', status: 401, body: drifted } as const;
    expect(createValidate({ mode: 'off' })(answer)).toBeUndefined();
    const strict = createValidate({ mode: 'throw' });
    expect(strict({ ...answer, body: { statusCode: 401, message: 'Unauthorized' } })).toBeUndefined();
    expect(strict({ ...answer, operation: 'signOut', status: 204, body: undefined })).toBeUndefined();
    expect(strict(answer)).toMatchObject({ kind: 'drift' });
  });
});
