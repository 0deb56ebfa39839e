import type { Schema } from '../spec/spec.ts';
import { isObject } from '../values/json.ts';
import type { Described } from './described.ts';

/** What of an object must be there, if not all of it: at least one of these, or exactly one. */
export interface Choice {
  kind: 'any' | 'one';
  names: readonly string[];
}

/** Alternatives that differ in nothing but what must be there. */
export function choiceOf(described: Described): Choice | undefined {
  const [only, ...others] = alternativesOf(described);
  if (!only || others.length > 0) return undefined;
  const lists = only.branches.map((branch) =>
    isObject(branch) && Object.keys(branch).join() === 'required' ? branch['required'] : undefined,
  );
  const names = lists.flatMap((list) => (Array.isArray(list) && list.length === 1 ? [String(list[0])] : []));
  return names.length === lists.length ? { kind: only.keyword === 'anyOf' || names.length === 1 ? 'any' : 'one', names } : undefined;
}

export function alternativesOf({ owners }: Described): { keyword: 'anyOf' | 'oneOf'; branches: Schema[] }[] {
  return owners.flatMap((owner) =>
    (['anyOf', 'oneOf'] as const).flatMap((keyword) =>
      Array.isArray(owner[keyword]) ? [{ keyword, branches: owner[keyword] as Schema[] }] : [],
    ),
  );
}

/** Whether one choice lets less pass than another, or more. No choice lets everything pass. */
export function compareChoices(before: Choice | undefined, after: Choice | undefined): 'narrower' | 'wider' | 'other' {
  if (!before || !after) return after ? 'narrower' : 'wider';
  const isWithin = (one: Choice, other: Choice) =>
    one.names.every((name) => other.names.includes(name)) &&
    (other.kind === 'any' || (one.kind === 'one' && one.names.length === other.names.length));
  return isWithin(before, after) ? 'wider' : isWithin(after, before) ? 'narrower' : 'other';
}
