import type { Expectation } from '../case.ts';
import type { Exchange, SentRequest } from '../exchange.ts';
import type { Fault } from '../result.ts';
import type { Operation, Spec } from '../spec/spec.ts';

/** What a flow needs from outside. */
export interface FlowOptions {
  /** Origin, with a path before all APIs if there is one. */
  baseUrl: string;
  send(request: SentRequest): Promise<Exchange>;
  /** Holds the answer against the whole contract. */
  check(exchange: Exchange, about: { operation: Operation; spec: Spec; expect: Expectation }): readonly Fault[];
  /** Resolves after so many milliseconds. */
  wait(milliseconds: number): Promise<void>;
  /** Milliseconds that all waiting (`Retry-After`, `retryAfter`) may take together; beyond them the flow is inconclusive. */
  timeout: number;
  /** Replace the defaults of the workflow's inputs; names that it does not have are passed over. */
  inputs?: Readonly<Record<string, unknown>>;
}
