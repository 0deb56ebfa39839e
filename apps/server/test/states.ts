import { isAnswer, send, type States } from '@countersign/contract-kit';
import type { SentRequest } from '@countersign/contract-kit';
import type { ServerOptions, StartServer, TestServer } from './server.ts';

interface State {
  options?: ServerOptions;
  /** `requests` are those of the state's examples, as they will be sent. */
  bring(server: TestServer, requests: readonly SentRequest[]): Promise<unknown>;
}

/** How a server gets into the states that examples ask for with `x-given`. */
export function statesOf(start: StartServer): States {
  const toStart =
    ({ options, bring }: State) =>
    async () => {
      const server = await start(options);
      return { baseUrl: server.address, bring: (requests: readonly SentRequest[]) => bring(server, requests), close: async () => {} };
    };
  return Object.fromEntries(Object.entries(states).map(([name, state]) => [name, toStart(state)]));
}

const now = Date.now();

const states: Record<string, State> = {
  broken: {
    async bring({ knex }) {
      await knex.schema.renameTable('accounts', 'accounts_gone');
      await knex.schema.renameTable('sessions', 'sessions_gone');
    },
  },
  'database-away': { bring: ({ database }) => database.close() },
  stopping: { bring: async (server) => server.tellToStop() },
  'renewed-often': {
    options: { throttle: 'on', clock: () => now },
    // Within the grace the same token works each time.
    bring: (_server, requests) => repeat(requests, 60),
  },
  throttled: {
    // The clock stands still, so that the wait is as long as the example says.
    options: { throttle: 'on', clock: () => now },
    bring: (_server, requests) => repeat(requests.map(withWrongPassword), 5),
  },
};

function withWrongPassword(request: SentRequest): SentRequest {
  const body = JSON.parse(new TextDecoder().decode(request.body)) as object;
  return { ...request, body: new TextEncoder().encode(JSON.stringify({ ...body, password: 'password124' })) };
}

async function repeat(requests: readonly SentRequest[], times: number): Promise<void> {
  for (const request of requests)
    for (let time = 0; time < times; time++) {
      const { answer } = await send(request, { timeout: 10_000, maxBytes: 2 ** 20 });
      if (!isAnswer(answer)) throw new Error(answer.message);
    }
}
