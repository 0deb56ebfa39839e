import { entries, get, locate, type Node } from '../spec/graph.ts';
import { SpecError } from '../spec/location.ts';
import { parseExpression, type Expression } from './expression.ts';
import { idOf, itemsOf } from './keys.ts';
import type { Location } from '../spec/location.ts';

/** Everything in a document that an expression can name. */
export interface Names {
  sources: ReadonlySet<string>;
  workflows: ReadonlyMap<
    string,
    { inputs: ReadonlySet<string>; outputs: ReadonlySet<string>; steps: ReadonlyMap<string, ReadonlySet<string>> }
  >;
}

/** Where an expression stands: what there is to look at depends on it. */
export interface Place {
  names: Names;
  workflowId: string;
  /** `before` a step no answer is there yet; `after` it there is; `end`: all steps are done. */
  phase: 'before' | 'after' | 'end';
}

/** Throws a `SpecError` where two workflows have the same name. */
export function readNames(root: Node): Names {
  const ids = new Set<string>();
  for (const workflow of itemsOf(root, 'workflows')) {
    const id = idOf(workflow, 'workflowId');
    if (ids.has(id)) throw new SpecError(`two workflows are called ${id}`, locate(workflow));
    ids.add(id);
  }
  return {
    sources: new Set(itemsOf(root, 'sourceDescriptions').map((source) => idOf(source, 'name'))),
    workflows: new Map(itemsOf(root, 'workflows').map((workflow) => [idOf(workflow, 'workflowId'), namesOf(root, workflow)])),
  };
}

/** The schema of a workflow's inputs, behind a `$ref` to the components. */
export function inputsOf(root: Node, workflow: Node): Node {
  const inputs = get(workflow, 'inputs');
  const ref = get(inputs, '$ref');
  if (ref.value === undefined) return inputs;
  const [, key] = /^#\/components\/inputs\/([^/]+)$/.exec(String(ref.value)) ?? [];
  const target = get(root, 'components', 'inputs', key ?? '');
  if (target.value === undefined) throw new SpecError(`$ref into nowhere: ${String(ref.value)}`, locate(ref));
  return target;
}

function namesOf(root: Node, workflow: Node) {
  return {
    inputs: keysOf(get(inputsOf(root, workflow), 'properties')),
    outputs: keysOf(get(workflow, 'outputs')),
    steps: new Map(itemsOf(workflow, 'steps').map((step) => [idOf(step, 'stepId'), keysOf(get(step, 'outputs'))])),
  };
}

function keysOf(node: Node): ReadonlySet<string> {
  return new Set(entries(node).map(([key]) => key));
}

/** Reads an expression and makes sure that what it names exists. Throws a `SpecError` otherwise. */
export function readExpression(text: string, at: Location, place: Place): Expression {
  const expression = parseExpression(text, at);
  const reason = reasonAgainst(expression, place);
  if (reason !== undefined) throw new SpecError(`${text}: ${reason}`, at);
  return expression;
}

function reasonAgainst({ of, owner, name }: Expression, { names, workflowId, phase }: Place): string | undefined {
  const workflow = names.workflows.get(workflowId);
  if (of === 'sourceDescriptions') return names.sources.has(owner) ? undefined : `no source description is called ${owner}`;
  if (of === 'inputs') return isKnown(workflow?.inputs, name) ? undefined : `the workflow has no input ${name}`;
  if (of === 'steps') return reasonAgainstOutput(workflow?.steps.get(owner), `step ${owner}`, name);
  if (of === 'workflows.outputs') return reasonAgainstOutput(names.workflows.get(owner)?.outputs, `workflow ${owner}`, name);
  if (of === 'workflows.inputs')
    return isKnown(names.workflows.get(owner)?.inputs, name) ? undefined : `no workflow ${owner} with this input`;
  return phase === 'after' ? undefined : 'at this place there is no answer to look at';
}

function reasonAgainstOutput(outputs: ReadonlySet<string> | undefined, owner: string, name: string): string | undefined {
  if (!outputs) return `there is no ${owner}`;
  return isKnown(outputs, name) ? undefined : `${owner} has no output ${name}`;
}

/** `user.email` is known where `user` is. */
function isKnown(names: ReadonlySet<string> | undefined, name: string): boolean {
  const parts = name.split('.');
  return parts.some((_, index) => names?.has(parts.slice(0, index + 1).join('.')));
}
