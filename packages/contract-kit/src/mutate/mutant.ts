import type { SentRequest } from '../exchange.ts';
import type { Location } from '../spec/location.ts';
import type { Operation } from '../spec/spec.ts';
import type { Edit } from './contract/edit.ts';
import type { Wire } from './wire.ts';

/** A fault that the tests must notice. */
export interface Mutant {
  /** Stable: `<api>.<operation>/answer/401/status/403`. Unique. */
  id: string;
  /** What the kill rate is told by: `status`, `header`, `lax`, … */
  kind: string;
  api: string;
  operation: Operation;
  /** For people: `401 becomes 403`. */
  title: string;
  /** The sentence of the contract that is broken. */
  at: Location;
}

/** What stands between the kit and the server. It is asked only about requests for its operation and their answers. */
export interface Meddler {
  /** Another request in place of this one; a function if it takes time to make. Undefined: this one. */
  request?(request: SentRequest): SentRequest | (() => Promise<SentRequest>) | undefined;
  /** An answer without asking the server. Undefined: ask it. */
  instead?(request: SentRequest): Wire | undefined;
  /** Another answer in place of this one. Undefined: this one. */
  answer?(answer: Wire, request: SentRequest): Wire | undefined;
  /** Is shown every answer, of other operations too. */
  observe?(answer: Wire): void;
}

/** A server that answers wrongly, or that judges something else than was sent. */
export interface TrafficMutant extends Mutant {
  /** `answer`: a function of request and answer alone, so that recorded answers do. `live`: the server itself must judge. */
  needs: 'answer' | 'live';
  /** A fresh one for each trial: it may remember. */
  meddle(): Meddler;
}

/** A contract that says something else than the server does. */
export interface ContractMutant extends Mutant {
  edit: Edit;
  /** All operations that the sentence speaks of. */
  operations: readonly Operation[];
}

export type AnyMutant = TrafficMutant | ContractMutant;

export function isTraffic(mutant: AnyMutant): mutant is TrafficMutant {
  return 'meddle' in mutant;
}
