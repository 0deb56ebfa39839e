import { setTimeout as wait } from 'node:timers/promises';
import type { Case } from '../case.ts';
import { check } from '../check/check.ts';
import { secretsOf } from '../check/secrets.ts';
import type { Keys } from '../check/signature.ts';
import type { SentRequest } from '../exchange.ts';
import { createKeyring } from '../run/keyring.ts';
import type { Flow, FlowFault, FlowResult } from '../flows/flow.ts';
import { flowCases, type FlowCase } from '../flows/flow-cases.ts';
import { loadFlows } from '../flows/load.ts';
import { runFlow } from '../flows/run.ts';
import { createAgent } from '../http/agent.ts';
import { send } from '../http/send.ts';
import type { Fault, Result } from '../result.ts';
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
  const sendOne = (request: SentRequest) => send(request, { timeout: options.timeout, maxBytes: 10 * 2 ** 20, agent, ...signal });
  const specs = contracts.map(({ spec }) => spec);
  const keyring = createKeyring(specs, options.baseUrl, sendOne);
  let keys: Keys | undefined;
  const oracles = new Map(contracts.map(({ spec, oracle }) => [spec, oracle]));
  try {
    const result = await runFlow(flow, {
      baseUrl: options.baseUrl,
      timeout: options.wait,
      wait: (milliseconds) => wait(milliseconds, undefined, signal),
      async send(request) {
        const exchange = await sendOne(request);
        keys = await keyring.load();
        return exchange;
      },
      check(exchange, about) {
        const oracle = oracles.get(about.spec);
        const secrets = secretsOf(exchange.request, about.operation, about.spec);
        return oracle ? check(exchange, { ...about, oracle, secrets, keys, examples: options.examples, headers: options.headers }) : [];
      },
    });
    return toResult(test, flow, result);
  } finally {
    agent.close();
  }
}

function toResult(test: Case, flow: Flow, result: FlowResult): Result {
  const { verdict, steps, reason } = result;
  const faults = result.faults.map((fault) => toStepFault(fault, result, flow));
  return { case: test, verdict, faults, exchanges: steps.map(({ exchange }) => exchange), ...(reason !== undefined && { reason }) };
}

/** The last request of the step is the one that was judged; a step that sent nothing has at least an operation. */
function toStepFault({ stepId: id, ...fault }: FlowFault, { steps }: FlowResult, flow: Flow): Fault {
  const sent = steps.findLast(({ stepId }) => stepId === id);
  const target = flow.steps.find(({ stepId }) => stepId === id)?.target;
  const operation = sent?.operation ?? (target?.kind === 'operation' ? target.operation : undefined);
  return operation ? { ...fault, step: { id, operation: operation.id, ...(sent && { exchange: sent.exchange }) } } : fault;
}
