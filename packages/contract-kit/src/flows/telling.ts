import type { Fault } from '../result.ts';
import type { Scope, Values } from './expression.ts';
import type { Flow, FlowFault, FlowStep, Step } from './flow.ts';
import type { FlowOptions } from './options.ts';

/** A story that is being told: what has come of it so far. */
export interface Telling {
  options: FlowOptions;
  faults: FlowFault[];
  steps: FlowStep[];
  /** Why it cannot go on, and nobody is at fault. */
  reason: string | undefined;
  /** Milliseconds of waiting that are left. */
  patience: number;
  /** Requests and calls that are left, so that every circle ends. */
  stepsLeft: number;
  /** Workflows that have ended. */
  workflows: Map<string, { inputs: Values; outputs: Values }>;
}

/** A workflow that is being told. */
export interface Frame {
  flow: Flow;
  inputs: Values;
  /** Step → its outputs. */
  steps: Map<string, Values>;
  /** Before the ids of its steps, for a workflow inside of another. */
  prefix: string;
}

export function startTelling(options: FlowOptions): Telling {
  const maxSteps = 1000;
  return { options, faults: [], steps: [], reason: undefined, patience: options.timeout, stepsLeft: maxSteps, workflows: new Map() };
}

export function scopeOf({ options, workflows }: Telling, { flow, inputs, steps }: Frame): Scope {
  const servers = new Map([...flow.specs].map(([name, spec]) => [name, options.baseUrl.replace(/\/+$/, '') + pathOf(spec.servers)]));
  return { inputs, steps, workflows, servers };
}

export function addFaults({ faults }: Telling, { prefix }: Frame, { stepId }: Pick<Step, 'stepId'>, found: readonly Fault[]): void {
  faults.push(...found.map((fault) => ({ ...fault, stepId: prefix + stepId })));
}

/** False when there is not so much patience left: the story is given up. */
export async function pause(telling: Telling, milliseconds: number, why: string): Promise<boolean> {
  if (milliseconds > telling.patience) {
    telling.reason = `${why}: ${milliseconds / 1000} s to wait, ${telling.patience / 1000} s left for waiting`;
    return false;
  }
  telling.patience -= milliseconds;
  if (milliseconds > 0) await telling.options.wait(milliseconds);
  return true;
}

function pathOf([server = '']: readonly string[]): string {
  return URL.canParse(server) ? new URL(server).pathname.replace(/\/+$/, '') : server;
}
