import type { Case } from '../case.ts';
import { check } from '../check/check.ts';
import { checkSame } from '../check/same.ts';
import { secretsOf } from '../check/secrets.ts';
import { responseOf } from '../check/status.ts';
import type { Keys } from '../check/signature.ts';
import type { CheckOptions } from '../check/subject.ts';
import { isAnswer, type Answer, type Exchange } from '../exchange.ts';
import type { Oracle } from '../oracle.ts';
import type { Fault, Result } from '../result.ts';
import type { Spec } from '../spec/spec.ts';
import type { Delivery } from './courier.ts';

export interface JudgeOptions {
  spec: Spec;
  /** Other contracts, whose operations may come before those of this one. */
  siblings?: readonly Spec[] | undefined;
  oracle: Oracle;
  examples?: 'exact' | 'shape';
  tolerate?: readonly string[];
  headers?: Readonly<Record<string, string | null>> | undefined;
  keys?: Keys | undefined;
}

export type Verdict = Pick<Result, 'verdict' | 'faults' | 'reason'>;

/** What became of a case, by the answer to its request. */
export function judge(test: Case, { last, isThrottled }: Delivery, options: JudgeOptions): Verdict {
  const { answer, request } = last;
  if (!isAnswer(answer) && answer.kind === 'unsendable') return inconclusive(answer.message);
  if (isAnswer(answer) && isThrottled)
    return unless(faultsOf(test, last, options, ['429']), 'throttled: the server asks for more patience than there is');
  if (isAnswer(answer) && test.expect.credentials === 'made-up' && (answer.status === 401 || answer.status === 403))
    return unless(
      faultsOf(test, last, options, ['401', '403']),
      `no credentials for ${request.method} ${test.operation.template}: name them in the fixtures file`,
    );
  return toVerdict(faultsOf(test, last, options));
}

/** The same for two requests, which must get the same answer. */
export function judgeTwin(test: Case, first: Exchange, second: Delivery, options: JudgeOptions): Verdict {
  const verdict = judge(test, second, options);
  if (verdict.verdict !== 'passed') return verdict;
  return toVerdict(checkSame(first, second.last, toCheckOptions(test, second.last, options)));
}

/** Whether a 429 or a 503 that the case does not ask for is documented to say how long to wait. */
export function isPatientWith({ operation, expect }: Case): (answer: Answer) => boolean {
  return ({ status }) =>
    !expect.statuses.includes(String(status)) &&
    (responseOf(operation, status)?.headers ?? []).some(({ name }) => name.toLowerCase() === 'retry-after');
}

/** With `statuses`: held to the contract only, for an answer that says nothing about the case. */
function faultsOf(test: Case, exchange: Exchange, options: JudgeOptions, statuses?: readonly string[]): Fault[] {
  const checking = toCheckOptions(test, exchange, options);
  return check(exchange, statuses ? { ...checking, expect: { statuses, documented: true } } : checking);
}

function toCheckOptions(test: Case, { request }: Exchange, options: JudgeOptions): CheckOptions {
  const { operation, expect } = test;
  return { ...options, operation, expect, secrets: secretsOf(request, operation, options.spec) };
}

function unless(faults: readonly Fault[], reason: string): Verdict {
  return faults.length > 0 ? toVerdict(faults) : inconclusive(reason);
}

function toVerdict(faults: readonly Fault[]): Verdict {
  return { verdict: faults.length > 0 ? 'failed' : 'passed', faults };
}

export function inconclusive(reason: string): Verdict {
  return { verdict: 'inconclusive', faults: [], reason };
}
