import { get, locate, type Node } from '../spec/graph.ts';
import { SpecError, type Location } from '../spec/location.ts';
import { keysOf } from '../spec/pointer.ts';
import type { Spec } from '../spec/spec.ts';
import type { OperationTarget, WorkflowTarget } from './flow.ts';
import { optionalText } from './keys.ts';
import type { Names } from './names.ts';

type Sources = ReadonlyMap<string, Spec>;

/** What a step does: an operation by its id or its place in the contract, or a workflow of the same file. */
export function readTarget(step: Node, sources: Sources, names: Names): OperationTarget | WorkflowTarget {
  const keys = ['operationId', 'operationPath', 'workflowId'].filter((candidate) => get(step, candidate).value !== undefined);
  const [key = ''] = keys;
  if (keys.length !== 1) throw new SpecError('a step has one of operationId, operationPath and workflowId', locate(step));
  const text = optionalText(step, key) ?? '';
  const at = locate(get(step, key));
  if (key === 'operationId') return findById(text, sources, at);
  if (key === 'operationPath') return findByPath(text, sources, at);
  if (!names.workflows.has(text)) throw new SpecError(`there is no workflow ${text}`, at);
  return { kind: 'workflow', workflowId: text };
}

function findById(text: string, sources: Sources, at: Location): OperationTarget {
  const [, source, name] = /^\$sourceDescriptions\.([\w-]+)\.(.+)$/.exec(text) ?? [];
  const candidates = source === undefined ? new Set(sources.values()) : [sourceOf(source, sources, at)];
  const found = [...candidates].flatMap((spec) =>
    spec.operations.filter(({ id }) => id === (name ?? text)).map((operation) => ({ kind: 'operation', operation, spec }) as const),
  );
  const [target] = found;
  if (!target) throw new SpecError(`there is no operation ${text}`, at);
  if (found.length > 1) throw new SpecError(`several APIs have an operation ${text}: write $sourceDescriptions.<name>.${text}`, at);
  return target;
}

/** `{$sourceDescriptions.pets.url}#/paths/~1pets~1{id}/get` */
function findByPath(text: string, sources: Sources, at: Location): OperationTarget {
  const [, source, pointer = ''] = /^\{\$sourceDescriptions\.([\w-]+)\.url\}#(\/paths\/[^/]+\/[a-z]+)$/.exec(text) ?? [];
  if (source === undefined) throw new SpecError(`not {$sourceDescriptions.<name>.url}#/paths/<path>/<method>: ${text}`, at);
  const spec = sourceOf(source, sources, at);
  const [, template, method] = keysOf(pointer);
  const operation = spec.operations.find((candidate) => candidate.template === template && candidate.method === method?.toUpperCase());
  if (!operation) throw new SpecError(`there is no operation ${pointer}`, at);
  return { kind: 'operation', operation, spec };
}

function sourceOf(name: string, sources: Sources, at: Location): Spec {
  const spec = sources.get(name);
  if (!spec) throw new SpecError(`no source description is called ${name}`, at);
  return spec;
}
