import type { Case } from '../case.ts';
import { fault } from '../check/subject.ts';
import type { Exchange } from '../exchange.ts';
import type { Result } from '../result.ts';
import type { Courier } from './courier.ts';
import type { Keyring } from './keyring.ts';
import { inconclusive, isPatientWith, judge, judgeTwin, type JudgeOptions, type Verdict } from './judge.ts';
import type { Prepared, Preparer } from './prepare.ts';
import { findRoute } from './route.ts';

export interface Attempt {
  courier: Courier;
  preparer: Preparer;
  keyring: Keyring;
  options: JudgeOptions;
}

/** Sends the request of a case, and its twin, and judges what comes. */
export async function attempt(test: Case, context: Attempt): Promise<Result> {
  try {
    return await finish(test, await context.preparer.prepare(test.request, changesNothing(test)), context);
  } catch (error) {
    // E.g. a schema that cannot be compiled. One such case must not end the run.
    return { case: test, ...inconclusive(`could not be judged: ${(error as Error).message}`), exchanges: [] };
  }
}

/** The same for a request that is prepared already. */
export async function finish(test: Case, prepared: Prepared, { courier, preparer, keyring, options: given }: Attempt): Promise<Result> {
  const exchanges = [...prepared.exchanges];
  const end = (verdict: Verdict): Result => ({ case: test, ...verdict, exchanges });
  if (!prepared.request) return end(toVerdict(test, prepared, given));
  const delivery = await courier.deliver(prepared.request, isPatientWith(test));
  exchanges.push(...delivery.exchanges);
  const options = { ...given, keys: await keyring.load() };
  const verdict = judge(test, delivery, options);
  if (!test.twin || verdict.verdict !== 'passed') return end(verdict);
  const twin = await preparer.prepare(test.twin, false);
  exchanges.push(...twin.exchanges);
  if (!twin.request) return end(toVerdict(test, twin, options));
  const second = await courier.deliver(twin.request, isPatientWith(test));
  exchanges.push(...second.exchanges);
  return end(judgeTwin(test, delivery.last, second, options));
}

/** For a case whose request could not be made, or not be sent to the end. */
function toVerdict({ operation, expect, at }: Case, { stop, exchanges }: Prepared, { spec, siblings = [] }: JudgeOptions): Verdict {
  const reason = stop?.reason ?? 'there is no request';
  if (stop?.verdict !== 'failed') return inconclusive(reason);
  const { status } = stop;
  if (status === undefined)
    return { verdict: 'failed', faults: [fault('connection', reason, expect.statuses.join(' or '), 'no answer', operation.at)] };
  const request = exchanges.at(-1)?.request;
  const first = request && findRoute([spec, ...siblings], request)?.responses.find((response) => response.status.startsWith('2'));
  return { verdict: 'failed', faults: [fault('status', reason, first?.status ?? '2XX', String(status), first?.at ?? at)] };
}

/** Safe methods, and requests that must be refused as they stand: what was sent before them is still good afterwards. */
function changesNothing({ request, expect, kind, twin }: Case): boolean {
  if (twin) return false;
  if (['GET', 'HEAD', 'OPTIONS', 'TRACE'].includes(request.method)) return true;
  const isRefused = expect.statuses.every((status) => status.startsWith('4'));
  return isRefused && !['example', 'credentials', 'same-answer'].includes(kind);
}

/** The first thing that was sent. */
export function firstExchange({ exchanges }: Result): Exchange | undefined {
  return exchanges[0];
}
