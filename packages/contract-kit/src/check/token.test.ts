import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Answer } from '../exchange.ts';
import { createOracle } from '../oracle.ts';
import { loadSpec } from '../spec/load.ts';
import { check } from './check.ts';
import type { KeySet } from './signature.ts';

const spec = await loadSpec(
  '/in.yaml',
  `openapi: 3.1.0
info: { title: In, version: '1' }
paths:
  /in:
    post:
      operationId: signIn
      responses:
        '200':
          description: In
          content:
            application/json:
              schema: { type: object, properties: { token: { $ref: '#/components/schemas/Token' } } }
components:
  schemas:
    Token:
      type: string
      contentMediaType: application/jwt
      x-jwks: /keys
      contentSchema:
        type: array
        prefixItems:
          - type: object
            required: [alg, kid]
            properties: { alg: { type: string }, kid: { type: string } }
          - type: object
            required: [sub, iat, exp]
            x-lifetime: 300
            properties:
              sub: { type: string, format: uuid }
              iat: { type: integer }
              exp: { type: integer }
`,
);
const oracle = createOracle(spec.schemas);
const [operation] = spec.operations;
if (!operation) throw new Error('the contract has an operation');

const sub = '6f1c2b1e-7a77-4d0e-9d52-0a3f0a6f7c11';
const claims = { sub, iat: 1000, exp: 1300 };
const pairs: Record<string, { publicKey: KeyObject; privateKey: KeyObject }> = {
  ES256: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  RS256: generateKeyPairSync('rsa', { modulusLength: 2048 }),
  EdDSA: generateKeyPairSync('ed25519'),
};
const keys = Object.entries(pairs).map(([alg, { publicKey }]) => ({ ...publicKey.export({ format: 'jwk' }), alg, kid: `k-${alg}` }));

function toToken(payload: object, header: { alg?: string; kid?: string; by?: string; jku?: string } = {}): string {
  const { alg = 'ES256', kid = `k-${alg}`, by = alg, ...more } = header;
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const signed = `${encode({ alg, kid, ...more })}.${encode(payload)}`;
  const key = pairs[by]?.privateKey;
  if (!key) return `${signed}.`;
  const digest = by === 'EdDSA' ? null : 'sha256';
  return `${signed}.${sign(digest, Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
}

function faultsOf(token: string, set: KeySet | undefined = { keys }) {
  const body = Buffer.from(JSON.stringify({ token }));
  const answer: Answer = {
    status: 200,
    headers: [
      ['Content-Type', 'application/json'],
      ['Date', 'Thu, 01 Jan 1970 00:20:00 GMT'],
    ],
    body,
  };
  const request = { method: 'POST', url: 'http://h/in', headers: [], body: undefined };
  const options = { spec, oracle, secrets: [], expect: { statuses: ['200'], documented: true } };
  const known = set && new Map([['/keys', set]]);
  return operation ? check({ request, answer, startedAt: 0, duration: 0 }, { ...options, operation, keys: known }) : [];
}
const messages = (...args: Parameters<typeof faultsOf>) =>
  faultsOf(...args).map(({ rule, message, at }) => `${at.line} ${rule}: ${message}`);

describe('a token', () => {
  test.each(Object.keys(pairs))('that is signed by %s keeps its contract', (alg) =>
    expect(messages(toToken(claims, { alg }))).toStrictEqual([]),
  );
  test.each([
    ['no token', 'abc', '17 token: /token: is no JSON Web Token'],
    ['no JSON', 'e30.YWJj.', '17 token: /token: is no JSON Web Token'],
    ['without a claim', toToken({ iat: 1000, exp: 1300 }), '26 token: /token: /sub of the payload: no property sub'],
    [
      'with a claim that nobody documents',
      toToken({ ...claims, role: 1 }),
      '25 token: /token: /role of the payload: undocumented property role',
    ],
    ['with another part of the header', toToken(claims, { jku: 'x' }), '22 token: /token: /jku of the header: undocumented property jku'],
    [
      'with a claim of another kind',
      toToken({ ...claims, sub: 'joe' }),
      '29 token: /token: /sub of the payload: must match format "uuid" (format)',
    ],
    ['that is not good yet', toToken({ ...claims, iat: 1261, exp: 1561 }), '17 token: /token: the payload: its iat is yet to come'],
    ['that lives longer', toToken({ ...claims, exp: 1301 }), '27 token: /token: the payload: lives for another time'],
    ['of another key', toToken(claims, { alg: 'ES256', kid: 'k-ES512' }), '18 token: /token: names a key (kid) that is not published'],
    [
      'of a key for another alg',
      toToken(claims, { alg: 'RS256', kid: 'k-ES256' }),
      '18 token: /token: names a key (kid) that is published for another alg',
    ],
    ['that somebody else signed', toToken(claims, { by: 'RS256' }), '18 token: /token: is not signed by the key that it names'],
    [
      'that nobody signed',
      toToken(claims, { alg: 'none', kid: 'k-ES256' }),
      '18 token: /token: is signed by no algorithm with a public key',
    ],
  ])('%s is at fault where the contract says so', (_title, token, message) => {
    expect(messages(token)).toStrictEqual([message]);
  });
  test('shows no value of its claims', () => {
    expect(JSON.stringify(faultsOf(toToken({ ...claims, sub: 'planted-claim', more: 'planted-too' })))).not.toMatch(/planted/);
  });
  test('whose keys could not be had is not believed', () => {
    expect(messages(toToken(claims), { problem: 'GET /keys answers 404' })).toStrictEqual([
      '18 token: /token: cannot be checked: GET /keys answers 404',
    ]);
  });
});
