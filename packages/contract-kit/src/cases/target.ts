import type { MediaType, Operation } from '../spec/spec.ts';
import { basesOf, type Base } from './bases.ts';
import { deviate } from './before.ts';
import type { Contract } from './contract.ts';
import { authorize } from './credential.ts';
import { withBody, type Draft } from './draft.ts';
import { contentTypeOf, encodeBody } from './encode.ts';
import type { Pair } from './pair.ts';
import { assemble, chooseParameters, type Chosen, type Texts } from './parameters.ts';

/** An operation, and how to ask it for something that it can answer. */
export interface Target {
  contract: Contract;
  operation: Operation;
  pairs: readonly Pair[];
  parameters: Chosen;
  bases: ReadonlyMap<MediaType, readonly Base[]>;
  /** The one that requests are made from where the body does not matter. */
  base: Base | undefined;
  /** Keeps every rule, with credentials. */
  usual: Draft;
  /** A value in it was made up: what it names may not exist. */
  isInvented: boolean;
}

export function createTarget(contract: Contract, operation: Operation): Target {
  const parameters = chooseParameters(contract, operation);
  const content = operation.body?.content ?? [];
  const bases = new Map(content.map((media) => [media, basesOf(contract, operation, media)]));
  const base = [...bases.values()].flat()[0];
  const needsBody = operation.body !== undefined;
  return {
    contract,
    operation,
    pairs: contract.pairs(operation),
    parameters,
    bases,
    base,
    usual: compose({ contract, operation, parameters }, base),
    isInvented: parameters.isInvented || parameters.missing.length > 0 || (needsBody && !base?.works),
  };
}

type Parts = Pick<Target, 'contract' | 'operation' | 'parameters'>;

/** A request of these parts, with credentials. */
export function compose({ contract, operation, parameters }: Parts, base: Base | undefined, texts: Texts = parameters.texts): Draft {
  const draft = assemble(operation, texts);
  if (!base) return authorize(contract, operation, draft);
  const { media, value, deviation } = base;
  const filled = withBody(draft, encodeBody(media, value, contract.spec.schemas), contentTypeOf(media));
  return authorize(contract, operation, (deviation && deviate(contract, filled, deviation)) ?? filled);
}
