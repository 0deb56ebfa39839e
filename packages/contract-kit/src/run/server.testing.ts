import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Case, CaseRequest } from '../case.ts';
import { closers } from '../http/raw-server.testing.ts';
import { createOracle } from '../oracle.ts';
import { loadSpec } from '../spec/load.ts';
import { run, type RunOptions } from './run.ts';

const text = `
openapi: 3.1.0
info: { title: Notes, version: '1' }
servers: [{ url: /api }]
paths:
  /notes:
    get:
      operationId: notes
      responses:
        '200': { description: Notes, content: { application/json: { schema: { type: array } } } }
        '401': { description: No, headers: { WWW-Authenticate: { required: true, schema: { const: Bearer } } } }
        '429': { description: Wait, headers: { Retry-After: { required: true, schema: { type: integer } } } }
        '503': { description: Wait, headers: { Retry-After: { required: true, schema: { type: integer } } } }
  /plain:
    get: { operationId: plain, responses: { '200': { description: Fine } } }
`;

const spec = await loadSpec('/notes.yaml', text);
const oracle = createOracle(spec.schemas);
const [operation] = spec.operations;
if (!operation) throw new Error('the contract has an operation');
const { at } = operation;

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** The address of a server that answers as `handler` does. */
export async function serve(handler: Handler): Promise<string> {
  const server = createServer(handler);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export const fine: Handler = (_request, response) => response.setHeader('Content-Type', 'application/json').end('[]');

export function toRequest(request: Partial<CaseRequest> = {}): CaseRequest {
  return { method: 'GET', path: '/api/notes', headers: {}, body: undefined, ...request };
}

/** A case that expects 200. */
export function toCase(id: string, more: Partial<Case> = {}): Case {
  const expect = { statuses: ['200'], documented: true };
  return {
    id,
    kind: 'schema',
    operation: operation ?? more.operation,
    at,
    rule: 'r',
    side: 'pass',
    title: id,
    request: toRequest(),
    expect,
    ...more,
  } as Case;
}

/** The verdict of each case, with its reason or its faults. */
export async function verdicts(baseUrl: string, cases: readonly Case[], options: Partial<RunOptions> = {}): Promise<string[]> {
  const { results } = await run(cases, { baseUrl, spec, oracle, timeout: 2000, ...options });
  return results.map(({ case: { id }, verdict, reason, faults }) =>
    [id, verdict, reason, ...faults.map(({ message }) => message)].filter(Boolean).join(' | '),
  );
}

export { oracle, spec };
