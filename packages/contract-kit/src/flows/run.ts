import type { Action, Flow, FlowResult, Step } from './flow.ts';
import type { Values } from './expression.ts';
import type { FlowOptions } from './options.ts';
import { delayOf, outputsOf, play, type Call, type Played } from './play.ts';
import { addFaults, pause, scopeOf, startTelling, type Frame, type Telling } from './telling.ts';

/**
 * Tells a story to a server and judges every answer twice: by the criteria of its step (a success where there are none) and by the whole contract.
 * Faults against the contract count wherever they appear; a criterion that does not hold counts unless a `retry` or a `goto` takes care of it.
 * Always ends: at most 1,000 requests and calls, and no more waiting than `options.timeout`. Never rejects because of what a server answers.
 */
export async function runFlow(flow: Flow, options: FlowOptions): Promise<FlowResult> {
  const telling = startTelling(options);
  const given = pickKnown(flow, options.inputs ?? {});
  const outputs = (await prepare(telling, flow)) ? await tell(telling, flow, { inputs: given, prefix: '' }) : undefined;
  const { faults, steps, reason } = telling;
  const verdict = faults.length > 0 ? 'failed' : reason !== undefined ? 'inconclusive' : 'passed';
  const { id, title, at } = flow;
  return {
    flow: { id, title, at },
    verdict,
    faults,
    steps,
    outputs: outputs ?? {},
    ...(verdict === 'inconclusive' && reason !== undefined && { reason }),
  };
}

/** The workflows that it depends on. When one fails, that one is at fault and not this one. */
async function prepare(telling: Telling, flow: Flow): Promise<boolean> {
  for (const id of flow.dependsOn) {
    const before = flow.siblings.get(id);
    if (!before || telling.workflows.has(id)) continue;
    if (!(await prepare(telling, before))) return false;
    const outputs = await tell(telling, before, { inputs: pickKnown(before, telling.options.inputs ?? {}), prefix: `${id}/` });
    const [fault] = telling.faults.splice(0);
    if (fault) telling.reason = `it depends on ${id}, which failed: ${fault.message}`;
    if (!outputs || fault) return false;
  }
  return true;
}

/** Resolves to the outputs, or to undefined when the workflow did not come to its end. */
async function tell(
  telling: Telling,
  flow: Flow,
  { inputs: given, prefix }: { inputs: Values; prefix: string },
): Promise<Values | undefined> {
  const inputs = { ...flow.inputs.defaults, ...given };
  const missing = flow.inputs.required.find((name) => inputs[name] === undefined);
  if (missing !== undefined) {
    telling.reason = `${flow.workflowId} has no value for its input ${missing}`;
    return undefined;
  }
  const frame: Frame = { flow, inputs, steps: new Map(), prefix };
  if (!(await tellSteps(telling, frame))) return undefined;
  const outputs = outputsOf(flow.outputs, scopeOf(telling, frame));
  telling.workflows.set(flow.workflowId, { inputs, outputs });
  return outputs;
}

/** Whether the story came to its end. */
async function tellSteps(telling: Telling, frame: Frame): Promise<boolean> {
  const { steps } = frame.flow;
  let index = 0;
  for (let step = steps[0]; step; step = steps[index]) {
    const next = await tellStep(telling, frame, step);
    if (next === 'stop') return false;
    if (next === 'end') return true;
    if (next !== 'next' && next.workflowId !== undefined)
      return (await callFrom(telling, frame)(next.workflowId, { inputs: {}, prefix: `${frame.prefix}${next.name}/` })) !== undefined;
    index = next === 'next' ? index + 1 : steps.findIndex(({ stepId }) => stepId === next.stepId);
  }
  return true;
}

/** Tells a step, with its retries, and says where to go from there. */
async function tellStep(telling: Telling, frame: Frame, step: Step): Promise<'next' | 'end' | 'stop' | Action> {
  const tries = new Map<Action, number>();
  for (;;) {
    const played = await play(telling, frame, step, callFrom(telling, frame));
    if (!played) return 'stop';
    const hasFailed = played.broken.length > 0;
    const action = choose(hasFailed ? step.onFailure : step.onSuccess, played, tries);
    if (action?.type === 'retry') {
      tries.set(action, (tries.get(action) ?? 0) + 1);
      if (!(await prepareRetry(telling, frame, { step, action, played }))) return 'stop';
      continue;
    }
    if (hasFailed && action?.type !== 'goto') {
      if (played.record) played.record.verdict = 'failed';
      addFaults(telling, frame, step, played.broken);
      return 'stop';
    }
    return action === undefined ? 'next' : action.type === 'end' ? 'end' : action;
  }
}

/** The first action whose criteria hold; a retry that has been tried often enough is none any more. */
function choose(actions: readonly Action[], { scope }: Played, tries: ReadonlyMap<Action, number>): Action | undefined {
  return actions.find(
    (action) =>
      (action.type !== 'retry' || (tries.get(action) ?? 0) < action.retryLimit) &&
      action.criteria.every((criterion) => criterion.holds(scope)),
  );
}

/** Waits, and does what must be done before the step is tried again. */
async function prepareRetry(
  telling: Telling,
  frame: Frame,
  { step, action, played }: { step: Step; action: Action; played: Played },
): Promise<boolean> {
  if (!(await pause(telling, delayOf(action.retryAfter, played.answer), `${step.stepId} is tried again`))) return false;
  const call = callFrom(telling, frame);
  if (action.workflowId !== undefined)
    return (await call(action.workflowId, { inputs: {}, prefix: `${frame.prefix}${action.name}/` })) !== undefined;
  const before = frame.flow.steps.find(({ stepId }) => stepId === action.stepId);
  if (!before) return true;
  const prepared = await play(telling, frame, before, call);
  if (prepared) addFaults(telling, frame, before, prepared.broken);
  return prepared?.broken.length === 0;
}

function callFrom(telling: Telling, { flow }: Frame): Call {
  return async (workflowId, given) => {
    const target = flow.siblings.get(workflowId);
    return target && (await prepare(telling, target)) ? tell(telling, target, given) : undefined;
  };
}

/** Front ends hold the inputs of all workflows in one record. */
function pickKnown(flow: Flow, inputs: Values): Values {
  return Object.fromEntries(Object.entries(inputs).filter(([name]) => flow.inputs.names.has(name)));
}
