import { type ApiName, apis, type Operation } from '@countersign/contracts';
import { documents } from '@countersign/contracts/documents';
import { type Example, examples } from '@countersign/contracts/examples';
import { onTestFinished } from 'vitest';
import { createMock, type Documents, type Exchange, type Mock } from '../src/mock.ts';

/** One answer that the contracts show, as the generated table has it: read by other code than the mock's. */
export interface Row {
  api: ApiName;
  id: string;
  name: string;
  operation: Operation;
  example: Example;
}

export const rows: readonly Row[] = Object.entries(examples).flatMap(([api, operations]) =>
  Object.entries(operations).flatMap(([id, named]) =>
    Object.entries(named).map(([name, example]): Row => {
      const all: Readonly<Record<string, Operation>> = apis[api as ApiName].operations;
      // Of two with one name the table tells the second by its status.
      const own = name.endsWith(String(example.status)) && name.slice(0, -3) in named ? name.slice(0, -3) : name;
      return { api: api as ApiName, id, name: own, operation: all[id] as Operation, example };
    }),
  ),
);

export const titleOf = ({ api, id, name, example }: Row) => `${api} ${id} ${example.status} ${name}`;

/** A mock of all contracts, or of other documents, for one test. */
export async function start(served: Documents = documents): Promise<Mock & { log: Exchange[] }> {
  const log: Exchange[] = [];
  const mock = await createMock({ documents: served, onAnswer: (exchange) => log.push(exchange) });
  onTestFinished(() => mock.close());
  return { ...mock, log };
}

/** The request of an operation that keeps every rule, as far as method and path go. */
export function addressOf({ api, operation }: Pick<Row, 'api' | 'operation'>): string {
  return apis[api].serverPath + operation.path;
}

/** Sends the request of a row, after the one that has to come before it. */
export async function sendExample(url: string, row: Row): Promise<Response> {
  const { after, headers = {}, method = row.operation.method, path = addressOf(row) } = row.example.request ?? {};
  const earlier = after === undefined ? undefined : await answerTo(url, after);
  const usual = row.operation.fields ? { 'content-type': 'application/json' } : {};
  const filled = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value && fill(value, earlier)] as const);
  const present = Object.entries({ ...usual, ...Object.fromEntries(filled) }).filter(
    (entry): entry is [string, string] => entry[1] !== null,
  );
  const body = ['GET', 'OPTIONS'].includes(method.toUpperCase()) ? undefined : bodyOf(row, earlier);
  // Bytes, because `fetch` would give text a type.
  const sent = body === undefined ? null : new TextEncoder().encode(body);
  return fetch(url + path, { method: method.toUpperCase(), headers: present, body: sent });
}

async function answerTo(url: string, name: string): Promise<unknown> {
  const row = rows.find(({ api, id, name: own }) => `${api}.${id}.${own}` === name);
  if (!row) throw new Error(`no such example: ${name}`);
  return (await sendExample(url, row)).json();
}

function bodyOf({ example, operation }: Row, earlier: unknown): string | undefined {
  const { body, raw, padTo = 0, set = {} } = example.request ?? {};
  if (!operation.fields) return undefined;
  if (raw) return String(body);
  const taken = Object.entries(set).map(([name, expression]) => [name, valueOf(expression, earlier)] as const);
  const text = JSON.stringify({ ...Object(body), ...Object.fromEntries(taken) });
  return (Array.isArray(body) ? JSON.stringify(body) : text).padEnd(padTo);
}

function fill(text: string, earlier: unknown): string {
  return text.replaceAll(/\{(\$[^{}]+)\}/g, (_, expression: string) => String(valueOf(expression, earlier)));
}

function valueOf(expression: string, earlier: unknown): unknown {
  const keys = expression.slice('$response.body#/'.length).split('/');
  return keys.reduce<unknown>((node, key) => Object(node)[key], earlier);
}

export const signIn = '/api/v1/auths/sign-in';
export const good = { email: 'john.doe@example.com', password: 'password123' };
export const json = { 'content-type': 'application/json' };

/** Posts JSON; text is sent as it stands. */
export function post(address: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return fetch(address, { method: 'POST', headers: { ...json, ...headers }, body: text });
}
