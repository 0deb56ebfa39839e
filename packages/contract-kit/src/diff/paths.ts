import { get, type Node } from '../spec/graph.ts';
import type { SpecReader } from '../spec/load.ts';

/** What is said once for all operations. */
const common = [['openapi'], ['servers'], ['security'], ['components', 'securitySchemes']] as const;

/** The paths whose operations need to be compared: those that are not the same in both, with all that they refer to. */
export function changedPaths(
  old: SpecReader,
  next: SpecReader,
  isUnchanged: (before: Node, after: Node) => boolean,
): (template: string) => boolean {
  const isCommon = common.every((keys) => isUnchanged(get(old.graph.root, ...keys), get(next.graph.root, ...keys)));
  const isSame = (template: string) => {
    const [before, after] = [old.paths.get(template), next.paths.get(template)];
    return before !== undefined && after !== undefined && isUnchanged(before, after);
  };
  const unchanged = new Set(isCommon ? [...next.paths.keys()].filter(isSame) : []);
  return (template) => !unchanged.has(template);
}
