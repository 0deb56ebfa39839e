import type { Expectation } from '../case.ts';
import { headerValues, isAnswer, type Answer, type Exchange } from '../exchange.ts';
import type { Fault } from '../result.ts';
import type { Location } from '../spec/location.ts';
import type { Operation } from '../spec/spec.ts';
import type { Scope } from './expression.ts';
import type { OperationTarget, Step } from './flow.ts';
import type { FlowOptions } from './options.ts';
import { toRequest } from './request.ts';

/** A request of a step, its answer and what is wrong with it. */
export interface Attempt {
  exchange: Exchange;
  /** With the answer, for the criteria of actions and the outputs. */
  scope: Scope;
  /** What the contract forbids: wrong wherever the story goes from here. */
  faults: readonly Fault[];
  /** What the step hopes for and did not get: wrong unless an action takes care of it. */
  broken: readonly Fault[];
  /** Seconds as the server says, for an answer that says "not now". */
  throttledFor: number | undefined;
}

/** Sends a step's request once. Throws a `SpecError` when a value for it is missing. */
export async function attempt(step: Step, target: OperationTarget, { scope, options }: Telling): Promise<Attempt> {
  const prepared = toRequest(step, target, { scope, baseUrl: options.baseUrl });
  const exchange = await options.send(prepared.request);
  const { operation, spec } = target;
  // The story says which of the documented answers it is; the check says whether it is one of them.
  const expect: Expectation = { statuses: operation.responses.map(({ status }) => status), documented: true };
  const found = options.check(exchange, { operation, spec, expect });
  const { answer } = exchange;
  if (!isAnswer(answer)) {
    const faults = found.length > 0 ? found : [toFault('connection', step, { expected: 'an answer', actual: answer.message })];
    return { exchange, scope, faults, broken: [], throttledFor: undefined };
  }
  const after = { ...scope, exchange: { ...prepared, answer } };
  const broken = step.criteria.length > 0 ? brokenCriteria(step, after) : brokenByStatus(step, answer);
  return { exchange, scope: after, faults: found, broken, throttledFor: broken.length > 0 ? throttleOf(answer, operation) : undefined };
}

interface Telling {
  scope: Scope;
  options: FlowOptions;
}

export function brokenCriteria(step: Step, scope: Scope): Fault[] {
  const broken = step.criteria.filter((criterion) => !criterion.holds(scope));
  return broken.map((criterion) => toFault('criterion', criterion, { expected: criterion.text, actual: criterion.explain(scope) }));
}

/** A step without criteria hopes for a success. */
function brokenByStatus({ at }: Step, { status }: Answer): Fault[] {
  return status >= 200 && status < 300 ? [] : [toFault('status', { at }, { expected: '2XX', actual: String(status) })];
}

export function toFault(rule: string, { at }: { at: Location }, { expected, actual }: Pick<Fault, 'expected' | 'actual'>): Fault {
  return { rule, message: `the story needs ${expected}`, expected, actual, at };
}

/** A 429 counts as "not now" only where the contract says so, with the header that tells for how long. */
function throttleOf(answer: Answer, { responses }: Operation): number | undefined {
  const documented = responses.find(({ status }) => status === '429') ?? responses.find(({ status }) => status === '4XX');
  if (answer.status !== 429 || !documented?.headers.some(({ name }) => name.toLowerCase() === 'retry-after')) return undefined;
  return retryAfterOf(answer);
}

/** Seconds; undefined where the server says nothing that can be read. A date counts from the server's own clock. */
export function retryAfterOf(answer: Answer): number | undefined {
  const [value = ''] = headerValues(answer, 'retry-after');
  const [now = ''] = headerValues(answer, 'date');
  if (/^\d{1,9}$/.test(value)) return Number(value);
  const milliseconds = Date.parse(value) - Date.parse(now);
  return Number.isNaN(milliseconds) ? undefined : Math.max(0, milliseconds / 1000);
}
