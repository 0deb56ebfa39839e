import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';

/** The todo list that `openapi.yaml` describes, as a server that does not listen yet. `room` is for so many todos; `token` lets in without a sign-in. */
export function createTodos({ room = 10_000, token } = {}) {
  const operations = createOperations({
    room,
    tokens: new Set(token === undefined ? [] : [token]),
    todos: new Map([[plants.id, plants]]),
    lastId: plants.id,
  });
  return createServer(async (request, response) => {
    const { status, headers, body } = answer(operations, request, Buffer.concat(await request.toArray()));
    const type = body && { 'Content-Type': 'application/json' };
    response.writeHead(status, { 'X-Content-Type-Options': 'nosniff', ...type, ...headers }).end(body && JSON.stringify(body));
  });
}

const plants = { id: 4711, title: 'Water the plants', done: false };
const challenge = { 'WWW-Authenticate': 'Bearer' };
const fail = (status, message, headers) => ({ status, headers, body: { message } });

function createOperations(state) {
  const { todos, tokens } = state;
  return {
    isKnown: (token) => tokens.has(token),
    'GET /ready': () => ({ status: 204 }),
    'POST /tokens': ({ body }) => signIn(body, tokens),
    'GET /todos': ({ query }) => {
      const done = query.get('done') ?? undefined;
      const limit = query.get('limit') ?? '20';
      if (done !== undefined && done !== 'true' && done !== 'false') return fail(400, 'done must be true or false');
      if (!/^([1-9]\d?|100)$/.test(limit)) return fail(400, 'limit must be a number from 1 to 100');
      const found = [...todos.values()].filter((todo) => done === undefined || String(todo.done) === done);
      return { status: 200, body: found.slice(0, Number(limit)) };
    },
    'POST /todos': ({ body }) => {
      const fault = faultOf(body, { title: text, done: flag });
      if (fault) return fail(400, fault);
      if (todos.size >= state.room) return fail(409, 'the list is full');
      const todo = { id: ++state.lastId, done: false, ...body };
      todos.set(todo.id, todo);
      return { status: 201, body: todo };
    },
    'GET /todos/{id}': ({ id }) => (todos.has(id) ? { status: 200, body: todos.get(id) } : fail(404, 'no such todo')),
    'DELETE /todos/{id}': ({ id }) => (todos.delete(id) ? { status: 204 } : fail(404, 'no such todo')),
  };
}

function signIn(body, tokens) {
  const fault = faultOf(body, { name: text, password: text });
  if (fault) return fail(400, fault);
  if (body.name !== 'ada' || body.password !== 'correct horse') return fail(401, 'wrong name or password', challenge);
  const token = randomUUID();
  tokens.add(token);
  return { status: 200, body: { token } };
}

function answer(operations, { method, headers, url }, bytes) {
  const { pathname, searchParams: query } = new URL(url, 'http://localhost');
  const [, name] = /^\/todos\/([^/]+)$/.exec(pathname) ?? [];
  const template = name === undefined ? pathname : '/todos/{id}';
  const methods = Object.keys(operations).flatMap((key) => (key.endsWith(` ${template}`) ? key.split(' ', 1) : []));
  if (methods.length === 0) return fail(404, 'no such path');
  if (!methods.includes(method)) return fail(405, 'no such method here', { Allow: methods.toSorted().join(', ') });
  const [, token] = /^bearer (.+)$/i.exec(headers.authorization ?? '') ?? [];
  if (template.startsWith('/todos') && !operations.isKnown(token)) return fail(401, 'who is there?', challenge);
  const id = Number(name);
  if (name !== undefined && (!/^\d+$/.test(name) || id < 1)) return fail(400, 'id must be a number from 1 on');
  if (method !== 'POST') return operations[`${method} ${template}`]({ id, query });
  if (!/^application\/json(; *charset=(utf-8|"utf-8"))?$/i.test(headers['content-type'] ?? '') || headers['content-encoding'])
    return fail(415, 'this takes application/json in UTF-8');
  const body = parse(bytes);
  return body === undefined ? fail(400, 'the body must be JSON') : operations[`${method} ${template}`]({ body });
}

function parse(bytes) {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

/** What is wrong with an object whose properties have to keep these rules; nothing if they do. */
function faultOf(value, rules) {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'the body must be an object';
  const unknown = Object.keys(value).find((key) => !Object.hasOwn(rules, key));
  if (unknown !== undefined) return `${unknown} is not known`;
  const broken = Object.keys(rules).find((key) => !rules[key].isGood(value[key]));
  return broken && `${broken} must be ${rules[broken].words}`;
}

const text = {
  words: 'a text of 1 to 80 characters',
  isGood: (value) => typeof value === 'string' && value !== '' && [...value].length <= 80,
};
const flag = { words: 'true or false', isGood: (value) => value === undefined || typeof value === 'boolean' };
