import type { Case } from '../case.ts';
import type { SentRequest } from '../exchange.ts';
import type { Result } from '../result.ts';
import { finish, type Attempt } from './attempt.ts';
import { inconclusive } from './judge.ts';
import { createKeyring } from './keyring.ts';
import { createPreparer, type Prepared } from './prepare.ts';
import { mayThrottle } from './route.ts';
import { createTarget } from './target.ts';

/** A server of its own for the cases that want one state (`x-given`). */
export interface StateServer {
  baseUrl: string;
  /** Brings the state about, after what comes before the requests has been sent, e.g. a sign-in. Absent: the server is in it from the start. */
  bring?(requests: readonly SentRequest[]): Promise<unknown>;
  close(): Promise<unknown>;
}

export type States = Readonly<Record<string, () => Promise<StateServer>>>;

/** Runs the cases of one state, one after the other. Reasons that have to do with the state begin with `state: `. */
export async function runState(tests: readonly Case[], states: States, context: Omit<Attempt, 'preparer' | 'keyring'>): Promise<Result[]> {
  const name = tests[0]?.given ?? '';
  const excuse = (reason: string) => tests.map((test): Result => ({ case: test, ...inconclusive(`state: ${reason}`), exchanges: [] }));
  const start = Object.hasOwn(states, name) ? states[name] : undefined;
  if (!start) return excuse(`nobody can bring about ${name}`);
  let server: StateServer;
  try {
    server = await start();
  } catch (error) {
    return excuse(`${name} could not be brought about: ${(error as Error).message}`);
  }
  try {
    return await runOn(server, tests, context);
  } catch (error) {
    return excuse(`${name} could not be brought about: ${(error as Error).message}`);
  } finally {
    await server.close();
  }
}

async function runOn(server: StateServer, tests: readonly Case[], context: Omit<Attempt, 'preparer' | 'keyring'>): Promise<Result[]> {
  const { spec, siblings = [] } = context.options;
  const throttles = (request: SentRequest) => mayThrottle([spec, ...siblings], request);
  const preparer = createPreparer(context.courier, createTarget(server.baseUrl), throttles);
  const keyring = createKeyring([spec], server.baseUrl, async (request) => (await context.courier.deliver(request, () => true)).last);
  const prepared: Prepared[] = [];
  for (const test of tests) prepared.push(await preparer.prepare(test.request, false));
  await server.bring?.(prepared.flatMap(({ request }) => request ?? []));
  const results: Result[] = [];
  for (const [index, test] of tests.entries()) {
    const ready = prepared[index] ?? { exchanges: [] };
    const result = await finish(test, ready, { ...context, preparer, keyring });
    results.push(ready.request || result.reason === undefined ? result : { ...result, reason: `state: ${result.reason}` });
  }
  return results;
}
