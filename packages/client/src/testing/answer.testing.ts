import type { AnyResult } from '../answer.ts';
import { createClient, type Fetch } from '../index.ts';
import { rename } from '../names.ts';
import { createValidate } from '../validate/index.ts';
import { paramsOf, type Row, rows } from './rows.testing.ts';
import type { Target } from './targets.testing.ts';

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

/** What a call brought and what it should, to be the same whoever answers. */
export interface Outcome {
  actual: unknown;
  expected: unknown;
}

/** Calls the method of the row's operation as its example shows. What differs each time is left out of both sides. */
export async function call(row: Row, { baseUrl, send }: Target): Promise<Outcome> {
  const { api, id, operation, example } = row;
  const fetch: Fetch = (request, { signal }) => send(row, request, signal);
  const client = createClient({ api, baseUrl, fetch, validate, timeout: 20_000 });
  const method = client.safe[id as never] as (...input: unknown[]) => Promise<AnyResult>;
  // With credentials of its own the client lets every secured call pass; those of the example take their place on the way.
  const headers = { ...example.request?.headers, ...(operation.secured && { authorization: 'Bearer token' }) };
  const present = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== null)) as Record<string, string>;
  const body = example.request?.body ?? usualBody(row);
  const params = paramsOf(row);
  const result = await method(...(operation.fields ? [body] : []), { headers: present, ...(params && { params }) });
  return { actual: toActual(row, result), expected: toExpected(row) };
}

/** That of the first success that shows one. */
function usualBody({ api, id }: Row): unknown {
  const successes = rows.filter((row) => row.api === api && row.id === id && row.example.status < 300);
  return successes.find(({ example }) => example.request?.body !== undefined)?.example.request?.body;
}

const steady = ['Cache-Control', 'Allow', 'WWW-Authenticate'];

function toExpected({ id, operation, example }: Row): object {
  const { status, body, varies, headers } = example;
  const shown = { ok: status < 300, status, body: mask(rename(body, operation.names?.[status]), varies), hasRequestId: true };
  const answer = { ...shown, headers: steady.map((name) => headers[name] ?? null) };
  if (answer.ok) return answer;
  const { errors = [] } = body as { errors?: Errors };
  const messages = Object.values(errors).flat();
  const error = { kind: 'http', code: codes[status], operation: id, status, hasRequestId: true, messages, fields: fieldsOf(errors) };
  return { ...answer, error: { ...error, waits: headers['Retry-After'] !== undefined } };
}

function toActual({ example }: Row, result: AnyResult): object {
  const { status, ok } = result;
  if (status === 'none' || status === 'undocumented') return { ok, status, error: result.error };
  const { body, headers, requestId } = result;
  const shown = { ok, status, body: mask(body, example.varies), hasRequestId: /^[\w.-]{1,128}$/.test(requestId ?? '') };
  // What the contract does not promise is nobody's business.
  const answer = { ...shown, headers: steady.map((name) => example.headers[name] && headers.get(name)).map((value) => value ?? null) };
  if (ok) return answer;
  const { issues, retryAfter = 0, requestId: own, ...error } = result.error;
  const { kind, code, operation } = error;
  const messages = issues.map(({ message }) => message);
  const fields = fieldsOf(Object(example.body).errors ?? []) && [...new Set(issues.map(({ field }) => field))];
  const told = { kind, code, operation, status: error.status, hasRequestId: own === requestId, messages, fields };
  // Seconds on the wire, milliseconds here.
  return { ...answer, error: { ...told, waits: retryAfter >= 1000 } };
}

type Errors = string[] | Record<string, string[]>;

/** Which fields a map of errors tells of; which ones a list does is for the tests of the sentences. */
function fieldsOf(errors: Errors): string[] | undefined {
  return Array.isArray(errors) ? undefined : Object.keys(errors);
}

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
