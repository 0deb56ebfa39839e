import { generateKeyPairSync, sign } from 'node:crypto';
import { expect, test } from 'vitest';
import { createOracle } from '../oracle.ts';
import { loadSpec } from '../spec/load.ts';
import { run } from './run.ts';
import { serve, toCase, toRequest } from './server.testing.ts';

const spec = await loadSpec(
  '/in.yaml',
  `openapi: 3.1.0
info: { title: In, version: '1' }
servers: [{ url: /api }]
paths:
  /in:
    get:
      operationId: signIn
      responses:
        '200':
          description: In
          content:
            application/json:
              schema:
                type: object
                properties: { token: { type: string, contentMediaType: application/jwt, x-jwks: /.well-known/jwks.json } }
`,
);
const oracle = createOracle(spec.schemas);
const [operation] = spec.operations;
const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const published = { ...publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'ES256' };

function toToken(): string {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const signed = `${encode({ alg: 'ES256', kid: 'one' })}.${encode({})}`;
  return `${signed}.${sign('sha256', Buffer.from(signed), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
}

async function tell(keys: object, status = 200): Promise<{ found: string[]; seen: string[] }> {
  const seen: string[] = [];
  const url = await serve((request, response) => {
    seen.push(request.url ?? '');
    const isKeys = request.url === '/.well-known/jwks.json';
    response.writeHead(isKeys ? status : 200, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(isKeys ? keys : { token: toToken() }));
  });
  const tests = ['a', 'b', 'c'].map((id) => toCase(id, { ...(operation && { operation }), request: toRequest({ path: '/api/in' }) }));
  const { results } = await run(tests, { spec, oracle, baseUrl: `${url}/api`, timeout: 2000 });
  return { found: results.flatMap(({ faults }) => faults.map(({ message }) => message)), seen };
}

test('the keys are fetched once per run, from the origin, and tokens are held to them', async () => {
  const { found, seen } = await tell({ keys: [published] });
  expect(found).toStrictEqual([]);
  expect(seen.filter((path) => path === '/.well-known/jwks.json')).toHaveLength(1);
});

test.each([
  [
    'are others',
    { keys: [{ ...published, ...generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' }) }] },
    200,
    'is not signed by the key that it names',
  ],
  ['are none', { keys: [] }, 200, 'names a key (kid) that is not published'],
  ['are no set', {}, 200, 'cannot be checked: GET /.well-known/jwks.json answers with no key set'],
  ['are not there', {}, 404, 'cannot be checked: GET /.well-known/jwks.json answers 404'],
])('each token is at fault where the keys %s', async (_title, keys, status, message) => {
  expect((await tell(keys, status)).found).toStrictEqual(['a', 'b', 'c'].map(() => `/token: ${message}`));
});
