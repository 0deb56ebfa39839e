import { entries, get, locate, type Node } from '../spec/graph.ts';
import { SpecError } from '../spec/location.ts';
import type { Spec } from '../spec/spec.ts';
import { readActions } from './action.ts';
import { readBody } from './body.ts';
import { readCriteria } from './criterion.ts';
import type { Expression, Values } from './expression.ts';
import type { Step } from './flow.ts';
import { allowKeys, textOf } from './keys.ts';
import { readExpression, type Place } from './names.ts';
import { readParameters } from './parameter.ts';
import { readTarget } from './target.ts';

export interface StepContext {
  root: Node;
  workflow: Node;
  sources: ReadonlyMap<string, Spec>;
  place: Place;
  defaults: Values;
}

const keys = ['stepId', 'description', 'operationId', 'operationPath', 'workflowId', 'parameters', 'requestBody', 'successCriteria'];

export function readStep(step: Node, context: StepContext): Step {
  const { root, workflow, sources, place, defaults } = context;
  allowKeys(step, ...keys, 'onSuccess', 'onFailure', 'outputs');
  const nodes = { step, workflow, root };
  const target = readTarget(step, sources, place.names);
  if (target.kind === 'workflow' && get(step, 'requestBody').value !== undefined)
    throw new SpecError('a workflow takes inputs, no body', locate(get(step, 'requestBody')));
  return {
    stepId: textOf(step, 'stepId'),
    at: locate(step),
    target,
    parameters: readParameters(nodes, target, place),
    body: target.kind === 'operation' ? readBody(step, target.operation, { place, defaults }) : undefined,
    criteria: readCriteria(step, 'successCriteria', place),
    onSuccess: readActions(nodes, 'success', place),
    onFailure: readActions(nodes, 'failure', place),
    outputs: readOutputs(step, { ...place, phase: 'after' }),
  };
}

export function readOutputs(owner: Node, place: Place): Record<string, Expression> {
  return Object.fromEntries(
    entries(get(owner, 'outputs')).map(([name, node]) => {
      if (typeof node.value !== 'string') throw new SpecError('an output is a runtime expression', locate(node));
      return [name, readExpression(node.value, locate(node), place)];
    }),
  );
}
