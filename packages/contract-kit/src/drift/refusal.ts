import { differences } from '../check/compare.ts';
import { responseOf } from '../check/status.ts';
import { isPlain, pairsOf, type Pair } from '../cases/pair.ts';
import type { Answer } from '../exchange.ts';
import type { Oracle } from '../oracle.ts';
import type { Location } from '../spec/location.ts';
import type { Operation, Spec } from '../spec/spec.ts';

/** What a request gets that breaks the contract. */
const refusals = [400, 422];

const pairsBy = new WeakMap<Operation, readonly Pair[]>();

/**
 * Whether an answer says that its request breaks the contract. By the status alone where the contract never shows it for a request that keeps every
 * rule; else by the body, if it is one that only requests get that break one.
 */
export function isRefusal(operation: Operation, answer: Answer, oracle: Oracle, spec: Spec): boolean {
  if (!refusals.includes(answer.status)) return false;
  const pairs = pairsBy.get(operation) ?? pairsOf(operation);
  pairsBy.set(operation, pairs);
  const shown = pairs.filter(({ status }) => status === String(answer.status));
  const [good, bad] = [shown.filter(keepsRules), shown.filter((pair) => !keepsRules(pair))];
  if (good.length === 0) return true;
  const value = valueOf(answer);
  const isSame = ({ media, answer: example }: Pair) => {
    const comparison = { schema: media?.schema, schemas: spec.schemas, oracle };
    return example.value !== undefined && value !== undefined && differences(example.value, value, comparison).length === 0;
  };
  return bad.some(isSame) && !good.some(isSame);
}

/** Where the contract says what a request gets that breaks it; undefined if it does not. */
export function refusalAt(operation: Operation): { statuses: string[]; at: Location } | undefined {
  const documented = refusals.flatMap((status) => responseOf(operation, status) ?? []);
  const [first] = documented;
  return first && { statuses: [...new Set(documented.map(({ status }) => status))], at: first.at };
}

function keepsRules({ request, deviation, isInvalid, given }: Pair): boolean {
  return !isInvalid && request !== undefined && given === undefined && isPlain(deviation);
}

function valueOf({ body }: Answer): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body)) as unknown;
  } catch {
    return undefined;
  }
}
