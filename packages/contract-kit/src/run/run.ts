import type { Case } from '../case.ts';
import { isAnswer, type SentRequest } from '../exchange.ts';
import type { Result } from '../result.ts';
import { attempt, firstExchange } from './attempt.ts';
import { CannotRun } from './cannot-run.ts';
import { createCourier, type Courier } from './courier.ts';
import { hintOf } from './hint.ts';
import { inconclusive, type JudgeOptions } from './judge.ts';
import type { Sleep } from './pause.ts';
import { createKeyring } from './keyring.ts';
import { createPreparer } from './prepare.ts';
import { mayThrottle } from './route.ts';
import { runState, type States } from './states.ts';
import { createTarget } from './target.ts';

/** All times in milliseconds. */
export interface RunOptions extends JudgeOptions {
  baseUrl: string;
  /** For one request with its answer; 10,000 if absent. */
  timeout?: number;
  /** That may be spent on `Retry-After` in all; 30,000 if absent. */
  wait?: number;
  /** For the whole run; what has not begun by then is inconclusive. */
  time?: number;
  /** Bytes of one answer; 10 MiB if absent. */
  maxBytes?: number;
  /** Requests at once; 4 if absent. */
  concurrency?: number;
  signal?: AbortSignal;
  states?: States;
  /** Is called in the order of the cases. */
  onResult?(result: Result): void;
  sleep?: Sleep;
}

export interface Summary {
  /** In the order of the cases. */
  results: readonly Result[];
  /** What is most likely wrong with the address. */
  hint?: string;
}

/**
 * Runs cases against a server. Cases that change nothing may share what is sent before them; all others have it for themselves, and so their verdict
 * does not hang on others; what deletes comes last. Throws `CannotRun` for a base URL that cannot be one, or where nothing listens.
 */
export async function run(cases: Iterable<Case>, options: RunOptions): Promise<Summary> {
  const { timeout = 10_000, wait = 30_000, maxBytes = 10 * 2 ** 20, concurrency = 4, signal, sleep } = options;
  const courier = createCourier({ timeout, maxBytes, wait, signal, sleep });
  const tests = [...cases];
  const delivery = createDelivery(tests, options);
  const context = createContext(courier, options);
  const stopped = createStop(courier, options);
  const runPlain = async (test: Case) => delivery.put(stopped(test) ?? (await attempt(test, context)));
  const [plain, given] = [tests.filter((test) => test.given === undefined), tests.filter((test) => test.given !== undefined)];
  const groups = [...Map.groupBy(given, (test) => test.given).values()].map((group) => async () => {
    const first = group[0];
    const results =
      first && stopped(first) ? group.flatMap((test) => stopped(test) ?? []) : await runTwice(group, options.states ?? {}, context);
    for (const result of results) delivery.put(result);
  });
  try {
    const ordered = plain.toSorted((one, other) => harmOf(one) - harmOf(other));
    const rest = await probe(ordered, courier, async (test) => rejectRefused(await runPlain(test)));
    const tasksOf = (harm: number) => rest.filter((test) => harmOf(test) === harm).map((test) => () => runPlain(test));
    for (const tasks of [[...tasksOf(0), ...groups], tasksOf(1), tasksOf(2)]) await inParallel(tasks, concurrency);
  } finally {
    courier.close();
  }
  const results = delivery.results();
  const hint = hintOf(
    results.filter((result) => result.case.given === undefined),
    options.baseUrl,
  );
  return { results, ...(hint !== undefined && { hint }) };
}

/** What cases need for one server. Throws `CannotRun` for a base URL that cannot be one. */
export function createContext<Options extends JudgeOptions & { baseUrl: string }>(courier: Courier, options: Options) {
  const { spec, siblings = [], baseUrl } = options;
  const throttles = (request: SentRequest) => mayThrottle([spec, ...siblings], request);
  const preparer = createPreparer(courier, createTarget(baseUrl), throttles);
  const keyring = createKeyring([spec], baseUrl, async (request) => (await courier.deliver(request, () => true)).last);
  return { courier, preparer, keyring, options };
}

/** What is taken away others may need: it is sent last, and what should be refused before what should not. */
function harmOf({ request, side }: Case): 0 | 1 | 2 {
  if (request.method !== 'DELETE') return 0;
  return side === 'fail' ? 1 : 2;
}

/** A state passes while its cases are sent, e.g. the seconds that are left to wait: if one of them fails it is brought about once more. */
async function runTwice(...[group, states, context]: Parameters<typeof runState>): Promise<Result[]> {
  const results = await runState(group, states, context);
  return results.some(({ verdict }) => verdict === 'failed') ? runState(group, states, context) : results;
}

/** One case after the other, until something has answered or it is plain that nothing does. Returns those that are left. */
async function probe(tests: readonly Case[], courier: Courier, runOne: (test: Case) => Promise<unknown>): Promise<readonly Case[]> {
  let next = 0;
  for (const test of tests) {
    if (courier.hasAnswered() || courier.isSilent()) break;
    next++;
    await runOne(test);
  }
  return tests.slice(next);
}

function rejectRefused(result: Result): void {
  const answer = firstExchange(result)?.answer;
  if (answer && !isAnswer(answer) && answer.kind === 'refused')
    throw new CannotRun(`${firstExchange(result)?.request.url}: ${answer.message}`);
}

/** Why a case is not begun at all. */
function createStop(courier: Courier, { time = Infinity, signal }: RunOptions): (test: Case) => Result | undefined {
  const end = performance.now() + time;
  const reason = () => {
    if (signal?.aborted) return 'interrupted';
    if (performance.now() >= end) return 'out of time';
    return courier.isSilent() ? 'the server has stopped answering' : undefined;
  };
  return (test) => {
    const why = reason();
    return why === undefined ? undefined : { case: test, ...inconclusive(why), exchanges: [] };
  };
}

interface Ordered {
  /** Returns it. */
  put(result: Result): Result;
  results(): Result[];
}

/** Hands results on in the order of their cases. A run that was interrupted has judged nothing that was under way. */
function createDelivery(tests: readonly Case[], { onResult, signal }: RunOptions): Ordered {
  const done = new Map<Case, Result>();
  const waiting = tests.values();
  let next = waiting.next();
  const handOn = () => {
    for (; !next.done; next = waiting.next()) {
      const ready = done.get(next.value);
      if (!ready) return;
      onResult?.(ready);
    }
  };
  return {
    put(result) {
      const answer = result.exchanges.at(-1)?.answer;
      const isCut = signal?.aborted && answer && !isAnswer(answer);
      done.set(result.case, isCut ? { ...result, ...inconclusive('interrupted') } : result);
      handOn();
      return result;
    },
    results: () => tests.flatMap((test) => done.get(test) ?? []),
  };
}

async function inParallel(tasks: readonly (() => Promise<unknown>)[], count: number): Promise<void> {
  const left = tasks.values();
  const work = async () => {
    for (const task of left) await task();
  };
  await Promise.all(Array.from({ length: Math.max(1, count) }, work));
}
