import { get, locate, type Node } from '../spec/graph.ts';
import { SpecError } from '../spec/location.ts';
import type { Action } from './flow.ts';
import { readCriteria } from './criterion.ts';
import { allowKeys, itemsOf, numberOf, optionalText, textOf } from './keys.ts';
import type { Place } from './names.ts';
import { behindReference } from './reference.ts';

export type ActionKind = 'success' | 'failure';

/** The actions of a step, before those of its workflow, which they replace by name. */
export function readActions(
  { step, workflow, root }: { step: Node; workflow: Node; root: Node },
  kind: ActionKind,
  place: Place,
): Action[] {
  const own = readList(step, kind === 'success' ? 'onSuccess' : 'onFailure', { root, kind, place });
  const common = readList(workflow, `${kind}Actions`, { root, kind, place });
  return [...own, ...common.filter(({ name }) => own.every((action) => action.name !== name))];
}

function readList(owner: Node, key: string, { root, kind, place }: { root: Node; kind: ActionKind; place: Place }): Action[] {
  return itemsOf(owner, key).map((node) => readAction(behindReference(root, node, `${kind}Actions`), kind, place));
}

function readAction(node: Node, kind: ActionKind, place: Place): Action {
  const type = textOf(node, 'type');
  if (type !== 'end' && type !== 'goto' && !(type === 'retry' && kind === 'failure'))
    throw new SpecError(`no type of ${kind} action: ${type}`, locate(get(node, 'type')));
  allowKeys(
    node,
    'name',
    'type',
    'criteria',
    ...(type === 'end' ? [] : ['stepId', 'workflowId']),
    ...(type === 'retry' ? ['retryAfter', 'retryLimit'] : []),
  );
  return {
    name: textOf(node, 'name'),
    type,
    ...readGoal(node, type, place),
    retryAfter: numberOf(node, 'retryAfter', 0) * 1000,
    retryLimit: numberOf(node, 'retryLimit', 1),
    criteria: readCriteria(node, 'criteria', place),
    at: locate(node),
  };
}

/** Where an action leads: a step of this workflow, or a workflow of this file. */
function readGoal(node: Node, type: Action['type'], { names, workflowId: here }: Place): Pick<Action, 'stepId' | 'workflowId'> {
  const stepId = optionalText(node, 'stepId');
  const workflowId = optionalText(node, 'workflowId');
  if (stepId !== undefined && workflowId !== undefined) throw new SpecError('stepId or workflowId, not both', locate(node));
  if (type === 'goto' && stepId === undefined && workflowId === undefined)
    throw new SpecError('go where? stepId or workflowId', locate(node));
  if (stepId !== undefined && !names.workflows.get(here)?.steps.has(stepId))
    throw new SpecError(`there is no step ${stepId}`, locate(get(node, 'stepId')));
  if (workflowId !== undefined && !names.workflows.has(workflowId))
    throw new SpecError(`there is no workflow ${workflowId}`, locate(get(node, 'workflowId')));
  return { ...(stepId !== undefined && { stepId }), ...(workflowId !== undefined && { workflowId }) };
}
