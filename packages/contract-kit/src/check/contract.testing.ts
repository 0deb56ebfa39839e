import type { Expectation } from '../case.ts';
import type { Answer, Exchange, SentRequest } from '../exchange.ts';
import { createOracle } from '../oracle.ts';
import { loadSpec } from '../spec/load.ts';
import { check } from './check.ts';
import { secretsOf } from './secrets.ts';
import type { CheckOptions } from './subject.ts';

const text = `
openapi: 3.1.0
info: { title: Shop, version: '1' }
paths:
  /orders:
    post:
      operationId: order
      requestBody:
        content:
          application/json:
            schema:
              type: object
              properties: { email: { type: string }, pin: { type: string, format: password }, refreshToken: { type: string } }
      responses:
        '200':
          description: Done
          headers:
            X-Count: { required: true, schema: { type: integer, minimum: 1 } }
            X-Tags: { schema: { type: array, items: { type: integer } } }
            X-Kind: { schema: { type: string, const: order } }
          content:
            application/json:
              schema:
                type: object
                required: [id]
                properties:
                  id: { type: integer }
                  at: { type: string, format: date-time, x-varies: true }
                  lines: { type: array, items: { $ref: '#/components/schemas/Line' } }
                  refreshToken: { type: string }
            text/plain: { schema: { type: string, maxLength: 5 } }
        '204': { description: Nothing }
        '4XX':
          description: Refused
          content:
            application/problem+json: { schema: { type: object, additionalProperties: true } }
        '500':
          description: Broken
          content:
            application/vnd.shop+json;version=2: { schema: { type: object, additionalProperties: true } }
components:
  schemas:
    Line:
      allOf:
        - { type: object, properties: { sku: { type: string } } }
        - { type: object, properties: { token: { type: string, x-varies: true } } }
`;

export const spec = await loadSpec('/shop.yaml', text);
export const oracle = createOracle(spec.schemas);
const [first] = spec.operations;
if (!first) throw new Error('the contract has an operation');
export const operation = first;

type Headers = Record<string, string | string[] | null>;

/** An answer with the headers that the contract asks for. A body that is no text is sent as JSON; `null` leaves a header out. */
export function answer(status: number, body?: unknown, headers: Headers = {}): Answer {
  const bytes = body instanceof Uint8Array ? body : Buffer.from(typeof body === 'string' ? body : (JSON.stringify(body) ?? ''));
  const type = status < 400 ? 'application/json' : status < 500 ? 'application/problem+json' : 'application/vnd.shop+json; version=2';
  const usual: Headers = {
    ...(bytes.length > 0 && { 'Content-Type': type, 'Content-Length': String(bytes.length) }),
    ...(status === 200 && { 'X-Count': '1' }),
    ...(status === 401 && { 'WWW-Authenticate': 'Bearer' }),
    ...(status === 405 && { Allow: 'POST' }),
  };
  const all = Object.entries({ ...usual, ...headers });
  return { status, body: bytes, headers: all.flatMap(([name, value]) => [value ?? []].flat().map((one) => [name, one] as const)) };
}

export function request(body: unknown = {}, headers: Record<string, string> = {}, method = 'POST'): SentRequest {
  const all = Object.entries({ 'Content-Type': 'application/json', ...headers });
  return { method, url: 'http://localhost/orders', headers: all, body: Buffer.from(JSON.stringify(body)) };
}

export function exchange(reply: Exchange['answer'], sent: SentRequest = request()): Exchange {
  return { request: sent, answer: reply, startedAt: 0, duration: 1 };
}

export function options(expect: Partial<Expectation> = {}, sent: SentRequest = request()): CheckOptions {
  return {
    spec,
    oracle,
    operation,
    expect: { statuses: ['2XX', '4XX', '5XX'], documented: true, ...expect },
    secrets: secretsOf(sent, operation, spec),
  };
}

/** The faults of an answer as `rule: message`. */
export function faults(reply: Exchange['answer'], expect: Partial<Expectation> = {}, sent: SentRequest = request()): string[] {
  return check(exchange(reply, sent), options(expect, sent)).map(({ rule, message }) => `${rule}: ${message}`);
}
