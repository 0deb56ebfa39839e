import { once } from 'node:events';
import { join } from 'node:path';
import { readFixtures } from '@countersign/contract-kit';
import { contractSuite } from '@countersign/contract-kit/vitest';
import { createTodos } from './todos.js';

const token = 'todo-token-1';
const file = (name) => join(import.meta.dirname, name);

async function start(options) {
  const server = createTodos(options).listen(0);
  await once(server, 'listening');
  return { baseUrl: `http://localhost:${server.address().port}`, close: async () => server.close() };
}

const states = { full: () => start({ token, room: 1 }) };

await contractSuite(file('openapi.yaml'), async () => ({ ...(await start({ token })), states }), {
  fixtures: await readFixtures(file('fixtures.yaml'), { TODO_TOKEN: token }),
  flows: [file('flows/todo.arazzo.yaml')],
  waivers: file('waivers.yaml'),
});
