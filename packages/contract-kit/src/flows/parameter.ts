import { get, locate, type Node } from '../spec/graph.ts';
import { SpecError } from '../spec/location.ts';
import type { Operation } from '../spec/spec.ts';
import type { OperationTarget, StepParameter, WorkflowTarget } from './flow.ts';
import { allowKeys, itemsOf, optionalText, textOf } from './keys.ts';
import type { Place } from './names.ts';
import { behindReference } from './reference.ts';
import { readTemplate } from './template.ts';

const places = ['path', 'query', 'header', 'cookie'] as const;

/** The parameters of a step, and those of its workflow that it does not replace. Throws a `SpecError` for one that the operation does not know. */
export function readParameters(
  { step, workflow, root }: { step: Node; workflow: Node; root: Node },
  target: OperationTarget | WorkflowTarget,
  place: Place,
): StepParameter[] {
  const own = readList(step, root, place);
  for (const parameter of own) if (target.kind === 'operation') assertKnown(parameter, target.operation);
  const common = readList(workflow, root, place).filter(
    (parameter) => target.kind === 'operation' && isMeantFor(parameter, target.operation),
  );
  const all = [...own, ...common.filter((parameter) => own.every((other) => keyOf(other) !== keyOf(parameter)))];
  if (target.kind === 'operation') assertPath(all, target.operation, step);
  else assertInputs(all, target.workflowId, place);
  return all;
}

function readList(owner: Node, root: Node, place: Place): StepParameter[] {
  return itemsOf(owner, 'parameters').map((node) => readParameter(root, node, place));
}

function readParameter(root: Node, node: Node, place: Place): StepParameter {
  const target = behindReference(root, node, 'parameters');
  allowKeys(target, 'name', 'in', 'value');
  const written = optionalText(target, 'in');
  const where = places.find((candidate) => candidate === written);
  if (where === undefined && written !== undefined)
    throw new SpecError(`a parameter is \`in\` ${places.join(', ')}`, locate(get(target, 'in')));
  const override = get(node, 'value');
  const value = override.value === undefined ? get(target, 'value') : override;
  if (value.value === undefined) throw new SpecError('`value` is missing', locate(target));
  return { name: textOf(target, 'name'), ...(where && { in: where }), value: readTemplate(value, place), at: locate(node) };
}

function assertKnown(parameter: StepParameter, operation: Operation): void {
  if (parameter.in === undefined) throw new SpecError(`where does ${parameter.name} go? \`in\` is missing`, parameter.at);
  if (!isMeantFor(parameter, operation))
    throw new SpecError(`${operation.id} has no ${parameter.in} parameter ${parameter.name}`, parameter.at);
}

/** Headers may always be sent; everything else only where the contract, or its security, knows it. */
function isMeantFor({ name, in: where }: StepParameter, { parameters, security }: Operation): boolean {
  if (where === undefined || where === 'header') return where === 'header';
  const schemes = security.flat().map(({ scheme }) => scheme);
  return [...parameters, ...schemes].some((known) => known.in === where && known.name === name);
}

function assertPath(parameters: readonly StepParameter[], operation: Operation, step: Node): void {
  for (const [, name = ''] of operation.template.matchAll(/\{([^}]+)\}/g))
    if (!parameters.some((parameter) => parameter.in === 'path' && parameter.name === name))
      throw new SpecError(`no value for the path parameter ${name} of ${operation.id}`, locate(step));
}

function assertInputs(parameters: readonly StepParameter[], workflowId: string, { names }: Place): void {
  for (const { name, in: where, at } of parameters) {
    if (where !== undefined) throw new SpecError('a workflow takes inputs: leave out `in`', at);
    if (!names.workflows.get(workflowId)?.inputs.has(name)) throw new SpecError(`the workflow ${workflowId} has no input ${name}`, at);
  }
}

function keyOf({ name, in: where }: StepParameter): string {
  return `${where ?? ''} ${where === 'header' ? name.toLowerCase() : name}`;
}
