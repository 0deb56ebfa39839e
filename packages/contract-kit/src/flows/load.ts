import { basename, resolve } from 'node:path';
import { parseDocument, readDocument } from '../spec/document.ts';
import { entries, get, locate, type Node } from '../spec/graph.ts';
import { SpecError } from '../spec/location.ts';
import type { Spec } from '../spec/spec.ts';
import type { Flow, Inputs } from './flow.ts';
import { allowKeys, itemsOf, optionalText, textOf } from './keys.ts';
import { inputsOf, readNames, type Names } from './names.ts';
import { readSources } from './source.ts';
import { readOutputs, readStep } from './step.ts';

/**
 * Reads the workflows of an Arazzo 1.0 file, YAML or JSON. The OpenAPI files that it names are taken from `specs`, or loaded.
 * Throws a `SpecError` that names file, line and column: not Arazzo, an operation, step, workflow, input or output that does not exist, a bad
 * expression or condition, a source description that is not there, a circle of workflows, and everything that `runFlow` does not support.
 */
export async function loadFlows(file: string, { specs, text }: { specs: readonly Spec[]; text?: string }): Promise<Flow[]> {
  const path = resolve(file);
  const document = text === undefined ? await readDocument(path) : parseDocument(path, text);
  const root: Node = { document, pointer: '', value: document.value };
  assertArazzo(root);
  const sources = await readSources(root, specs);
  const nodes = itemsOf(root, 'workflows');
  if (nodes.length === 0) throw new SpecError('no workflows', locate(get(root, 'workflows')));
  const names = readNames(root);
  const siblings = new Map<string, Flow>();
  for (const node of nodes) {
    const flow = readFlow(node, { root, sources, names, siblings });
    siblings.set(flow.workflowId, flow);
  }
  for (const flow of siblings.values()) assertNoCircle(flow, []);
  return [...siblings.values()];
}

function assertArazzo(root: Node): void {
  const version = get(root, 'arazzo');
  if (!/^1\.0\.\d+$/.test(String(version.value)))
    throw new SpecError('not an Arazzo 1.0 document: `arazzo` must say its version', locate(version));
  allowKeys(root, 'arazzo', 'info', 'sourceDescriptions', 'workflows', 'components');
}

interface Context {
  root: Node;
  sources: ReadonlyMap<string, Spec>;
  names: Names;
  siblings: ReadonlyMap<string, Flow>;
}

const keys = [
  'workflowId',
  'summary',
  'description',
  'inputs',
  'dependsOn',
  'steps',
  'outputs',
  'parameters',
  'successActions',
  'failureActions',
];

function readFlow(node: Node, { root, sources, names, siblings }: Context): Flow {
  allowKeys(node, ...keys);
  const workflowId = textOf(node, 'workflowId');
  const inputs = readInputs(inputsOf(root, node));
  const place = { names, workflowId, phase: 'before' } as const;
  const steps = itemsOf(node, 'steps').map((step) => readStep(step, { root, workflow: node, sources, place, defaults: inputs.defaults }));
  if (steps.length === 0) throw new SpecError('a workflow without steps', locate(node));
  for (const { stepId, at } of steps)
    if (steps.filter((other) => other.stepId === stepId).length > 1) throw new SpecError(`two steps are called ${stepId}`, at);
  return {
    id: `flow/${nameOf(root.document.file)}/${workflowId}`,
    workflowId,
    title: optionalText(node, 'summary') ?? workflowId,
    at: locate(node),
    inputs,
    dependsOn: itemsOf(node, 'dependsOn').map((dependency) => readDependency(dependency, names)),
    steps,
    outputs: readOutputs(node, { ...place, phase: 'end' }),
    siblings,
    specs: sources,
  };
}

function readDependency(node: Node, names: Names): string {
  if (typeof node.value === 'string' && names.workflows.has(node.value)) return node.value;
  throw new SpecError(`there is no workflow ${String(node.value)} in this file`, locate(node));
}

/** Only the values are of interest here: whether they fit is for the API to say. */
function readInputs(schema: Node): Inputs {
  const properties = entries(get(schema, 'properties')).map(([name, property]) => [name, get(property, 'default').value] as const);
  return {
    names: new Set(properties.map(([name]) => name)),
    defaults: Object.fromEntries(properties.filter(([, value]) => value !== undefined)),
    required: itemsOf(schema, 'required').map(({ value }) => String(value)),
    at: locate(schema),
  };
}

function assertNoCircle(flow: Flow, path: readonly string[]): void {
  if (path.includes(flow.workflowId))
    throw new SpecError(`workflows that wait for each other: ${[...path, flow.workflowId].join(', ')}`, flow.at);
  for (const id of flow.dependsOn) {
    const next = flow.siblings.get(id);
    if (next) assertNoCircle(next, [...path, flow.workflowId]);
  }
}

function nameOf(file: string): string {
  return basename(file).replace(/(?:\.arazzo)?\.(?:ya?ml|json)$/i, '');
}
