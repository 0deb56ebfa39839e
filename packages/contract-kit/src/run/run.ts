import type { Case } from '../case.ts';
import { isAnswer } from '../exchange.ts';
import type { Result } from '../result.ts';
import { attempt, firstExchange } from './attempt.ts';
import { CannotRun } from './cannot-run.ts';
import { createCourier, type Courier } from './courier.ts';
import { hintOf } from './hint.ts';
import { inconclusive, type JudgeOptions } from './judge.ts';
import type { Sleep } from './pause.ts';
import { createPreparer } from './prepare.ts';
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
 * does not hang on others. Throws `CannotRun` for a base URL that cannot be one, or where nothing listens.
 */
export async function run(cases: Iterable<Case>, options: RunOptions): Promise<Summary> {
  const target = createTarget(options.baseUrl);
  const { timeout = 10_000, wait = 30_000, maxBytes = 10 * 2 ** 20, concurrency = 4, signal, sleep } = options;
  const courier = createCourier({ timeout, maxBytes, wait, signal, sleep });
  const tests = [...cases];
  const delivery = createDelivery(tests, options);
  const context = { courier, preparer: createPreparer(courier, target), options };
  const stopped = createStop(courier, options);
  const runPlain = async (test: Case) => delivery.put(stopped(test) ?? (await attempt(test, context)));
  const [plain, given] = [tests.filter((test) => test.given === undefined), tests.filter((test) => test.given !== undefined)];
  const groups = [...Map.groupBy(given, (test) => test.given).values()].map((group) => async () => {
    const first = group[0];
    const results =
      first && stopped(first) ? group.flatMap((test) => stopped(test) ?? []) : await runState(group, options.states ?? {}, context);
    for (const result of results) delivery.put(result);
  });
  try {
    const rest = await probe(plain, courier, async (test) => rejectRefused(await runPlain(test)));
    await inParallel([...rest.map((test) => () => runPlain(test)), ...groups], concurrency);
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
