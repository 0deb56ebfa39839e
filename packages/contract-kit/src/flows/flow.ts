import type { Fault, Result } from '../result.ts';
import type { Exchange } from '../exchange.ts';
import type { Location } from '../spec/location.ts';
import type { MediaType, Operation, Spec } from '../spec/spec.ts';
import type { Expression, Scope, Values } from './expression.ts';
import type { Template } from './template.ts';

/** A workflow of an Arazzo document: a story about an API that is told in requests. */
export interface Flow {
  /** Stable: `flow/<file>/<workflowId>`, the file without its extensions. */
  id: string;
  workflowId: string;
  title: string;
  at: Location;
  inputs: Inputs;
  /** Workflows of the same file that run first. */
  dependsOn: readonly string[];
  steps: readonly Step[];
  outputs: Readonly<Record<string, Expression>>;
  /** All workflows of the file, by their id. */
  siblings: ReadonlyMap<string, Flow>;
  /** By the name of their source description. */
  specs: ReadonlyMap<string, Spec>;
}

export interface Inputs {
  names: ReadonlySet<string>;
  defaults: Values;
  /** Names of those that must have a value. */
  required: readonly string[];
  at: Location;
}

export interface Step {
  stepId: string;
  at: Location;
  target: OperationTarget | WorkflowTarget;
  parameters: readonly StepParameter[];
  body: StepBody | undefined;
  criteria: readonly Criterion[];
  onSuccess: readonly Action[];
  onFailure: readonly Action[];
  outputs: Readonly<Record<string, Expression>>;
}

export interface OperationTarget {
  kind: 'operation';
  operation: Operation;
  spec: Spec;
}

export interface WorkflowTarget {
  kind: 'workflow';
  workflowId: string;
}

export interface StepParameter {
  name: string;
  /** Absent: an input of the workflow that the step calls. */
  in?: 'path' | 'query' | 'header' | 'cookie';
  value: Template;
  at: Location;
}

export interface StepBody {
  media: MediaType;
  /** With its parameters. */
  contentType: string;
  payload: Template | undefined;
  /** JSON pointer → what stands there instead. */
  replacements: readonly { target: string; value: Template; at: Location }[];
  at: Location;
}

/** A sentence that is true of an answer, or not. */
export interface Criterion {
  text: string;
  at: Location;
  holds(scope: Scope): boolean;
  /** What the condition looked at, for people. */
  explain(scope: Scope): string;
}

/** What comes after a step. */
export interface Action {
  name: string;
  type: 'end' | 'goto' | 'retry';
  /** Where to go; before a retry, what to do first. */
  stepId?: string;
  workflowId?: string;
  /** Milliseconds. */
  retryAfter: number;
  retryLimit: number;
  criteria: readonly Criterion[];
  at: Location;
}

/** One request of a story. A step that was repeated is listed once per request; one of a called workflow as `step/itsStep`, one of a workflow that this one depends on as
 * `workflow/itsStep`. */
export interface FlowStep {
  stepId: string;
  at: Location;
  operation: Operation;
  exchange: Exchange;
  /** `inconclusive`: the answer was not what the step hopes for, and the story says how to go on. */
  verdict: Result['verdict'];
}

/** `criterion`, `status`, `story` for what the story misses; else what `check` says. */
export interface FlowFault extends Fault {
  stepId: string;
}

export interface FlowResult {
  flow: Pick<Flow, 'id' | 'title' | 'at'>;
  verdict: Result['verdict'];
  faults: readonly FlowFault[];
  steps: readonly FlowStep[];
  /** Of the workflow. */
  outputs: Values;
  /** Why it is inconclusive. */
  reason?: string;
}
