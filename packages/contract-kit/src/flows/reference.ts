import { get, locate, type Node } from '../spec/graph.ts';
import { SpecError } from '../spec/location.ts';
import { allowKeys } from './keys.ts';

/** What a `reference: $components.parameters.page` names; other nodes as they are. */
export function behindReference(root: Node, node: Node, kind: 'parameters' | 'successActions' | 'failureActions'): Node {
  const reference = get(node, 'reference');
  if (reference.value === undefined) return node;
  allowKeys(node, 'reference', ...(kind === 'parameters' ? ['value'] : []));
  const [, folder, key] = /^\$components\.(\w+)\.([\w.-]+)$/.exec(String(reference.value)) ?? [];
  const target = get(root, 'components', kind, key ?? '');
  if (folder !== kind || target.value === undefined)
    throw new SpecError(`no component of \`${kind}\`: ${String(reference.value)}`, locate(reference));
  return target;
}
