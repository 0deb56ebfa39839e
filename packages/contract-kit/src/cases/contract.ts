import type { CaseRequest } from '../case.ts';
import type { Fixtures } from '../fixtures.ts';
import { createOracle, type Oracle } from '../oracle.ts';
import type { Operation, Schema, Spec } from '../spec/spec.ts';
import type { Credential } from './credential.ts';
import { pairsOf, type Pair } from './pair.ts';

export interface CaseOptions {
  oracle: Oracle;
  /** Contracts whose operations this one's examples send first (`x-request.after`). */
  others?: readonly Spec[];
  fixtures?: Fixtures;
  /** Of the random cases; 1 if absent. */
  seed?: number;
  /** Random cases per operation; none if absent. */
  exploration?: number;
  /** Ids of the only operations that cases are made for; all if absent. */
  operations?: readonly string[];
}

/** A contract and what has been found out about it so far. */
export interface Contract {
  spec: Spec;
  oracle: Oracle;
  others: readonly Contract[];
  fixtures: Fixtures;
  seed: number;
  exploration: number;
  /** The examples of an operation; read once. */
  pairs(operation: Operation): readonly Pair[];
  /** One object for each request that is sent first, so that whoever sends it can tell equal ones apart from different ones. */
  befores: Map<string, CaseRequest | undefined>;
  /** By key of the scheme, and by operation for those that its own examples show. */
  credentials: Map<string, Credential | undefined>;
}

export function createContract(spec: Spec, options: CaseOptions): Contract {
  const { oracle, others = [], fixtures = { credentials: {}, values: {} }, seed = 1, exploration = 0 } = options;
  const read = new Map<Operation, readonly Pair[]>();
  return {
    spec,
    oracle,
    others: others
      .filter((other) => other !== spec && other.name !== spec.name)
      .map((other) => createContract(other, { oracle: createOracle(other.schemas), fixtures })),
    fixtures,
    seed,
    exploration,
    pairs(operation) {
      const pairs = read.get(operation) ?? pairsOf(operation);
      read.set(operation, pairs);
      return pairs;
    },
    befores: new Map(),
    credentials: new Map(),
  };
}

/** The contract and the operation that `contract.operationId` or `operationId` names. Both names may hold dots. */
export function findOperation(contract: Contract, name: string): { contract: Contract; operation: Operation } | undefined {
  for (const candidate of [contract, ...contract.others]) {
    const operation = candidate.spec.operations.find(
      ({ id }) => `${candidate.spec.name}.${id}` === name || (candidate === contract && id === name),
    );
    if (operation) return { contract: candidate, operation };
  }
  return undefined;
}

/** Whether a value fits; nothing fits a schema that cannot be compiled. */
export function fits({ oracle }: Contract, schema: Schema | undefined, value: unknown): boolean {
  if (value === undefined) return false;
  try {
    return oracle.isValid(schema ?? true, value);
  } catch {
    return false;
  }
}
