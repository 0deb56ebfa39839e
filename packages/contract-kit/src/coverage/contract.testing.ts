import type { Case } from '../case.ts';
import type { Exchange } from '../exchange.ts';
import type { Fault, Result } from '../result.ts';
import { loadSpec } from '../spec/load.ts';
import type { Operation, Spec } from '../spec/spec.ts';

/** A small contract that has something of everything. */
export const contractText = `openapi: 3.1.0
info: { title: Notes, version: 1.2.3 }
servers: [{ url: https://notes.example/api }]
security: [{ token: [] }, { key: [] }]
components:
  securitySchemes:
    token: { type: http, scheme: bearer }
    key: { type: apiKey, in: query, name: key }
  schemas:
    Note:
      type: object
      additionalProperties: false
      required: [text]
      properties:
        text: { type: string, maxLength: 5 }
        kind: { oneOf: [{ type: string, const: a }, { type: integer, minimum: 3 }] }
        inner: { $ref: '#/components/schemas/Note' }
paths:
  /notes/{id}:
    get:
      operationId: getNote
      parameters: [{ name: id, in: path, required: true, schema: { type: integer, minimum: 1 } }]
      responses:
        '200':
          description: One.
          headers: { X-Count: { schema: { type: integer } } }
          content: { application/json: {}, text/plain: {} }
        4XX: { description: No. }
        default: { description: Else. }
  /notes/latest:
    get: { operationId: latestNote, security: [], responses: { '204': { description: None. } } }
  /notes:
    post:
      operationId: addNote
      security: []
      requestBody:
        required: true
        content:
          application/json:
            schema: { $ref: '#/components/schemas/Note' }
            examples:
              short: { value: { text: hi } }
              long: { value: { text: too long }, x-invalid: true }
      responses:
        '201':
          description: Added.
          content: { application/json: { examples: { short: { value: { id: 1 } } } } }
        '400':
          description: Wrong.
          content: { application/json: { examples: { long: { value: { error: text } } } } }
`;

export async function loadContract(text = contractText): Promise<Spec> {
  return loadSpec('/contracts/notes.yaml', text);
}

export function operationOf(spec: Spec, id: string): Operation {
  const found = spec.operations.find((operation) => operation.id === id);
  if (!found) throw new Error(`no operation ${id}`);
  return found;
}

interface Traffic {
  method?: string;
  url?: string;
  headers?: Record<string, string>;
  body?: unknown;
  status?: number;
  answerHeaders?: Record<string, string>;
  answer?: unknown;
}

/** Bodies are given as values and go as JSON, which is also what the headers say. */
export function toExchange({ method = 'GET', url = 'http://127.0.0.1/', status = 200, ...traffic }: Traffic): Exchange {
  const { headers = {}, body, answerHeaders = {}, answer } = traffic;
  const json = { 'Content-Type': 'application/json; charset=utf-8' };
  const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
  return {
    request: {
      method,
      url,
      headers: Object.entries({ ...(body !== undefined && json), ...headers }),
      body: body === undefined ? undefined : bytes(body),
    },
    answer: {
      status,
      headers: Object.entries({ ...(answer !== undefined && json), ...answerHeaders }),
      body: answer === undefined ? new Uint8Array() : bytes(answer),
    },
    startedAt: Date.UTC(2026, 0, 2, 3, 4, 5),
    duration: 12,
  };
}

interface Outcome {
  verdict?: Result['verdict'];
  faults?: readonly Fault[];
  reason?: string;
  exchanges?: readonly Exchange[];
}

/** A case is about its whole operation unless it says more. */
export function toResult(
  operation: Operation,
  made: Partial<Case>,
  { verdict = 'passed', faults = [], reason, exchanges = [] }: Outcome,
): Result {
  const request = { method: operation.method, path: operation.path, headers: {}, body: undefined };
  const expect = { statuses: ['200'], documented: true };
  const base = {
    id: `${operation.id}/x`,
    kind: 'schema',
    operation,
    at: operation.at,
    rule: 'type',
    side: 'pass',
    title: 'a title',
  } as const;
  return { case: { ...base, request, expect, ...made }, verdict, faults, exchanges, ...(reason !== undefined && { reason }) };
}
