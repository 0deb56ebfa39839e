import { SpecError, type Location } from '../spec/location.ts';
import type { Operation } from '../spec/spec.ts';
import type { Flow } from './flow.ts';

/** A flow as front ends list it beside the cases of a contract. */
export interface FlowCase {
  /** `flow/<file>/<workflowId>`. Unique. */
  id: string;
  title: string;
  at: Location;
  /** What it calls itself, each once, in the order of its steps. */
  operations: readonly Operation[];
  flow: Flow;
}

/** Throws a `SpecError` when two flows have the same id, because two files have the same name. */
export function flowCases(flows: readonly Flow[]): FlowCase[] {
  const seen = new Set<string>();
  return flows.map((flow) => {
    const { id, title, at, steps } = flow;
    if (seen.has(id)) throw new SpecError(`two flows are called ${id}: give their files different names`, at);
    seen.add(id);
    const operations = steps.flatMap(({ target }) => (target.kind === 'operation' ? [target.operation] : []));
    return { id, title, at, operations: [...new Set(operations)], flow };
  });
}
