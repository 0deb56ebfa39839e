import { isAnswer, type Answer } from '../exchange.ts';
import { SpecError } from '../spec/location.ts';
import { attempt, brokenCriteria, retryAfterOf, toFault } from './attempt.ts';
import type { Fault } from '../result.ts';
import { evaluate, type Expression, type Scope, type Values } from './expression.ts';
import type { FlowStep, OperationTarget, Step, WorkflowTarget } from './flow.ts';
import { addFaults, pause, scopeOf, type Frame, type Telling } from './telling.ts';

/** A step that was done. */
export interface Played {
  scope: Scope;
  broken: readonly Fault[];
  /** The last answer to it. */
  answer?: Answer;
  record?: FlowStep;
}

/** Tells another workflow with these inputs; resolves to undefined when it did not come to its end. */
export type Call = (workflowId: string, given: { inputs: Values; prefix: string }) => Promise<Values | undefined>;

/** Does what a step says, once. Undefined when the story cannot go on: there are faults or a reason then. */
export async function play(telling: Telling, frame: Frame, step: Step, call: Call): Promise<Played | undefined> {
  const { target } = step;
  try {
    const played =
      target.kind === 'operation' ? await request(telling, frame, { step, target }) : await visit(telling, frame, { step, target, call });
    if (played) frame.steps.set(step.stepId, outputsOf(step.outputs, played.scope));
    return played;
  } catch (error) {
    if (!(error instanceof SpecError)) throw error;
    const at = error.at ?? step.at;
    const actual = error.reason;
    addFaults(telling, frame, step, [toFault('story', { at }, { expected: 'a value for everything that it sends', actual })]);
    return undefined;
  }
}

/** Sends the request, and sends it again as long as the server says "not now" and there is patience left. */
async function request(
  telling: Telling,
  frame: Frame,
  { step, target }: { step: Step; target: OperationTarget },
): Promise<Played | undefined> {
  while (spend(telling, frame, step)) {
    const { options } = telling;
    const { exchange, scope, faults, broken, throttledFor } = await attempt(step, target, { scope: scopeOf(telling, frame), options });
    const isBad = faults.length > 0;
    const verdict = isBad ? 'failed' : broken.length > 0 ? 'inconclusive' : 'passed';
    const record: FlowStep = { stepId: frame.prefix + step.stepId, at: step.at, operation: target.operation, exchange, verdict };
    telling.steps.push(record);
    addFaults(telling, frame, step, faults);
    if (!isAnswer(exchange.answer)) return undefined;
    if (throttledFor === undefined) return { scope, broken, record, answer: exchange.answer };
    // Even a server that says 0 seconds is given one, or a circle would cost no patience.
    if (!(await pause(telling, Math.max(1, throttledFor) * 1000, `${target.operation.id} answers 429`))) return undefined;
  }
  return undefined;
}

/** Tells the workflow that the step calls. What fails in there has failed. */
async function visit(
  telling: Telling,
  frame: Frame,
  { step, target, call }: { step: Step; target: WorkflowTarget; call: Call },
): Promise<Played | undefined> {
  if (!spend(telling, frame, step)) return undefined;
  const scope = scopeOf(telling, frame);
  const inputs = Object.fromEntries(step.parameters.map(({ name, value }) => [name, value(scope)]));
  const outputs = await call(target.workflowId, { inputs, prefix: `${frame.prefix}${step.stepId}/` });
  if (!outputs) return undefined;
  const after = { ...scopeOf(telling, frame), outputs };
  return { scope: after, broken: brokenCriteria(step, after) };
}

function spend(telling: Telling, frame: Frame, step: Step): boolean {
  if (telling.stepsLeft-- > 0) return true;
  addFaults(telling, frame, step, [toFault('story', step, { expected: 'an end', actual: 'it goes in circles' })]);
  return false;
}

/** What has no value is left out: whoever needs it says so. */
export function outputsOf(outputs: Readonly<Record<string, Expression>>, scope: Scope): Values {
  const values = Object.entries(outputs).map(([name, expression]) => [name, evaluate(expression, scope)] as const);
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}

/** Milliseconds before a retry: what the server says goes before what the story says. */
export function delayOf(retryAfter: number, answer: Answer | undefined): number {
  const seconds = answer && retryAfterOf(answer);
  return seconds === undefined ? retryAfter : seconds * 1000;
}
