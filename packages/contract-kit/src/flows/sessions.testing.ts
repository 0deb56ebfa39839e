import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { isAnswer } from '../exchange.ts';
import type { Fault } from '../result.ts';
import { send } from '../http/send.ts';
import { loadSpec } from '../spec/load.ts';
import { loadFlows } from './load.ts';
import type { FlowResult } from './flow.ts';
import type { FlowOptions } from './options.ts';
import { runFlow } from './run.ts';

/** What can be wrong with the server. */
export type Defect = 'survives-sign-out' | 'survives-reuse' | 'wrong-status' | 'closes' | 'throttles' | 'overloaded' | 'never-ready';

const contract = `
openapi: 3.1.0
info: { title: Sessions, version: 1.0.0 }
servers: [{ url: /api }]
components:
  securitySchemes:
    bearer: { type: http, scheme: bearer }
paths:
  /open:
    post:
      operationId: open
      requestBody:
        required: true
        content:
          application/json:
            schema: { type: object, properties: { name: { type: string } } }
            examples:
              byName: { value: { name: ada } }
      responses:
        '200':
          description: Open.
          content: { application/json: { schema: { type: object, properties: { token: { type: string } } } } }
        '429': { description: Later., headers: { Retry-After: { schema: { type: integer } } } }
  /renew:
    post:
      operationId: renew
      requestBody: { content: { application/json: { schema: { type: object } } } }
      responses: { '200': { description: Renewed. }, '401': { description: No. } }
  /close:
    post:
      operationId: close
      security: [{ bearer: [] }]
      responses: { '204': { description: Closed. } }
  /me:
    get:
      operationId: me
      security: [{ bearer: [] }]
      responses: { '200': { description: Who. }, '401': { description: Nobody. } }
  /ready:
    get:
      responses: { '200': { description: Ready. }, '503': { description: Not yet. } }
  /echo/{id}:
    post:
      operationId: echo
      parameters:
        - { name: id, in: path, required: true, schema: { type: string } }
        - { name: tag, in: query, schema: { type: array, items: { type: string } } }
        - { name: X-Trace, in: header, schema: { type: string } }
        - { name: theme, in: cookie, schema: { type: string } }
      requestBody:
        content:
          application/json: { schema: {} }
          application/x-www-form-urlencoded: { schema: { type: object } }
          text/plain: { schema: { type: string } }
      responses: { '200': { description: What came. } }
`;

const head = `arazzo: 1.0.1
info: { title: t, version: 1.0.0 }
sourceDescriptions:
  - { name: sessions, url: ./openapi.yaml, type: openapi }
workflows:
`;

/** The flows of a document whose workflows are these lines; the first of them is line 6. */
export async function flowsOf(workflows: string) {
  const specs = [await loadSpec('/contract/openapi.yaml', contract)];
  return loadFlows('/contract/story.arazzo.yaml', { specs, text: head + workflows });
}

/** Starts a server with these defects and tells it the last of the workflows. Waiting takes no time, but is written down. */
export async function tell(workflows: string, { defects = [], ...options }: { defects?: readonly Defect[] } & Partial<FlowOptions> = {}) {
  const flows = await flowsOf(workflows);
  const flow = flows.at(-1);
  if (!flow) throw new Error('no workflow');
  const waits: number[] = [];
  const result = await runFlow(flow, {
    baseUrl: await serve(new Set(defects)),
    send: (request) => send(request, { timeout: 2000, maxBytes: 100_000 }),
    check: () => [],
    wait: async (milliseconds) => void waits.push(milliseconds),
    timeout: 10_000,
    ...options,
  });
  return { ...result, waits };
}

/** `me:200` for each request. */
export function stepsOf({ steps }: Pick<FlowResult, 'steps'>): string[] {
  return steps.map(({ stepId, exchange }) => `${stepId}:${isAnswer(exchange.answer) ? exchange.answer.status : exchange.answer.kind}`);
}

/** `9 what was wrong` for each fault. */
export function faultsOf({ faults }: { faults: readonly Fault[] }): string[] {
  return faults.map(({ at, message, actual }) => `${at.line} ${message}; ${actual}`);
}

async function serve(defects: ReadonlySet<Defect>): Promise<string> {
  const state: State = { defects, sessions: new Map(), opened: 0, asked: 0 };
  const server = createServer((request, response) => void answer(request, response, state));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise((resolve) => server.close(() => resolve())));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

interface State {
  defects: ReadonlySet<Defect>;
  /** Id → number of renewals. A token is `id.renewals`. */
  sessions: Map<string, number>;
  opened: number;
  asked: number;
}

type Reply = [status: number, body?: unknown, headers?: Record<string, string>];

async function answer(request: IncomingMessage, response: ServerResponse, state: State): Promise<void> {
  const text = Buffer.concat(await request.toArray()).toString();
  const { pathname, search } = new URL(request.url ?? '', 'http://localhost');
  const [id = ''] = (request.headers.authorization ?? '').replace('Bearer ', '').split('.');
  const handlers: Record<string, () => Reply> = {
    '/api/open': () => open(state),
    '/api/renew': () => renew(state, JSON.parse(text)),
    '/api/close': () => close(state, id),
    '/api/me': () => (state.sessions.has(id) ? [200, { id, status: 'Active' }, { 'X-Count': '12' }] : [401, { error: 'nobody' }]),
    '/api/ready': () => ready(state),
  };
  if (pathname === '/api/me' && state.defects.has('closes')) return void request.socket.destroy();
  const [status, body, headers] = handlers[pathname]?.() ?? [200, { pathname, search, headers: request.headers, text }];
  response.writeHead(status, { ...(body !== undefined && { 'Content-Type': 'application/json' }), ...headers });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}

function ready(state: State): Reply {
  if (state.defects.has('throttles')) return [429, { error: 'later' }, { 'Retry-After': '3' }];
  const isReady = !state.defects.has('never-ready') && ++state.asked >= 3;
  return isReady ? [200, { asked: state.asked }] : [503, undefined, state.defects.has('overloaded') ? { 'Retry-After': '2' } : {}];
}

function open(state: State): Reply {
  const { defects, sessions } = state;
  const id = `s${state.opened++}`;
  if (defects.has('overloaded')) return [503, { error: 'busy' }, { 'Retry-After': '3' }];
  if (defects.has('throttles')) return [429, { error: 'later' }, { 'Retry-After': '3' }];
  sessions.set(id, 0);
  return [defects.has('wrong-status') ? 201 : 200, { token: `${id}.0` }];
}

function renew({ defects, sessions }: State, { token }: { token: string }): Reply {
  const [id = '', renewals] = token.split('.');
  const current = sessions.get(id);
  if (current === undefined) return [401];
  if (String(current) === renewals) {
    sessions.set(id, current + 1);
    return [200, { token: `${id}.${current + 1}` }];
  }
  if (!defects.has('survives-reuse')) sessions.delete(id);
  return [401];
}

function close({ defects, sessions }: State, id: string): Reply {
  if (!defects.has('survives-sign-out')) sessions.delete(id);
  return [204];
}
