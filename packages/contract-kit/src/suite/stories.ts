import { setTimeout as wait } from 'node:timers/promises';
import type { Case } from '../case.ts';
import { check } from '../check/check.ts';
import { secretsOf } from '../check/secrets.ts';
import { flowCases, type FlowCase } from '../flows/flow-cases.ts';
import { loadFlows } from '../flows/load.ts';
import { runFlow } from '../flows/run.ts';
import { createAgent } from '../http/agent.ts';
import { send } from '../http/send.ts';
import type { Result } from '../result.ts';
import type { Contract } from './contracts.ts';

export interface StoryOptions {
  baseUrl: string;
  /** Milliseconds for one request. */
  timeout: number;
  /** Milliseconds that a story may wait in all. */
  wait: number;
  examples: 'exact' | 'shape';
  /** Of every answer. */
  headers?: Readonly<Record<string, string | null>> | undefined;
  signal?: AbortSignal | undefined;
}

/** A story with the contract in whose report it stands: that of its first step. */
export interface Story {
  contract: Contract;
  /** What stands for the story beside other cases. */
  test: Case;
  tell(options: StoryOptions): Promise<Result>;
}

/** Reads Arazzo files. Throws a `SpecError` with the place for one that cannot be read. */
export async function readStories(files: readonly string[], contracts: readonly Contract[]): Promise<Story[]> {
  const flows = await Promise.all(files.map((file) => loadFlows(file, { specs: contracts.map(({ spec }) => spec) })));
  return flowCases(flows.flat()).flatMap((story) => {
    const [operation] = story.operations;
    const contract = contracts.find(({ spec }) => operation !== undefined && spec.operations.includes(operation));
    // Of an API that is not tested now.
    if (!contract || !operation) return [];
    const test = toCase(story, operation);
    return [{ contract, test, tell: (options) => tell(story, test, contracts, options) }];
  });
}

function toCase({ id, title, at }: FlowCase, operation: Case['operation']): Case {
  const request = { method: operation.method, path: operation.path, headers: {}, body: undefined };
  return { id, kind: 'flow', operation, at, rule: 'flow', side: 'pass', title, request, expect: { statuses: [], documented: true } };
}

async function tell({ flow }: FlowCase, test: Case, contracts: readonly Contract[], options: StoryOptions): Promise<Result> {
  const agent = createAgent();
  const signal = options.signal && { signal: options.signal };
  const oracles = new Map(contracts.map(({ spec, oracle }) => [spec, oracle]));
  try {
    const result = await runFlow(flow, {
      baseUrl: options.baseUrl,
      timeout: options.wait,
      wait: (milliseconds) => wait(milliseconds, undefined, signal),
      send: (request) => send(request, { timeout: options.timeout, maxBytes: 10 * 2 ** 20, agent, ...signal }),
      check(exchange, about) {
        const oracle = oracles.get(about.spec);
        const secrets = secretsOf(exchange.request, about.operation, about.spec);
        return oracle ? check(exchange, { ...about, oracle, secrets, examples: options.examples, headers: options.headers }) : [];
      },
    });
    const { verdict, faults, steps, reason } = result;
    return { case: test, verdict, faults, exchanges: steps.map(({ exchange }) => exchange), ...(reason !== undefined && { reason }) };
  } finally {
    agent.close();
  }
}
