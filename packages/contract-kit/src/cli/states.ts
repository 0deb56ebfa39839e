import type { Case } from '../case.ts';
import { send } from '../http/send.ts';
import type { States } from '../run/states.ts';
import { createTarget } from '../run/target.ts';
import type { Contract } from '../suite/contracts.ts';
import { CannotRun } from '../run/cannot-run.ts';
import type { KitConfig } from './config.ts';
import { startServer } from './server.ts';

/**
 * Brings about the states that `contract-kit.yaml` describes, each on a server of its own. None without a way to start one. `contracts` are all
 * that are known, whichever are tested: their examples come first.
 */
export function createStates({ server, folder, states }: KitConfig, contracts: readonly Contract[], timeout: number): States {
  if (!server) return {};
  const starts = Object.entries(states).map(([name, { env, before }]) => {
    const start = async () => {
      const tests = before.map(({ example, times }) => ({ test: findExample(contracts, example), times }));
      const { baseUrl, close } = await startServer(server, folder, env);
      const target = createTarget(baseUrl);
      const bring = async () => {
        for (const { test, times } of tests)
          for (let time = 0; time < times; time++) await send(target(test.request), { timeout, maxBytes: 2 ** 20 });
      };
      return { baseUrl, bring, close };
    };
    return [name, start] as const;
  });
  return Object.fromEntries(starts);
}

/** The case of the example that `api.operation.name` names. */
function findExample(contracts: readonly Contract[], name: string): Case {
  for (const { spec, cases } of contracts)
    for (const test of cases)
      if (test.kind === 'example' && `${spec.name}.${test.operation.id}.${test.id.split('/').at(-1)}` === name) return test;
  throw new CannotRun(`contract-kit.yaml: no example is called ${name}`);
}
