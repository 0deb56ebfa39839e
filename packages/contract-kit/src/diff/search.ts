import type { Breach } from '../oracle.ts';
import type { Location } from '../spec/location.ts';
import { valueAt } from '../spec/pointer.ts';
import type { Schema } from '../spec/spec.ts';
import type { Judge } from './judge.ts';
import { minimise } from './minimise.ts';
import { toText } from './parts.ts';
import { placeOf, type Side } from './side.ts';

/** A value that one version of a contract takes and the other refuses. */
export interface Found {
  value: unknown;
  /** The breach that says most. */
  breach: Breach;
  /** Where its keyword is written. */
  at: Location;
}

export interface Search {
  accepts: Judge;
  refuses: Judge;
  /** The contract that refuses. */
  refuser: Side;
  candidates: Iterable<unknown>;
  /** For what has no place of its own. */
  fallback: Location;
}

/** One value for each sentence that refuses something, as small as it can be made. */
export function search({ accepts, refuses, refuser, candidates, fallback }: Search): Found[] {
  const found = new Map<string, Found>();
  const tell = (value: unknown): Found | undefined => {
    const breaches = refuses(value);
    if (breaches.length === 0 || accepts(value).length > 0) return undefined;
    const breach = tellingBreach(refuser, breaches, value);
    return breach && { value, breach, at: placeOf(refuser, breach, fallback) };
  };
  for (const candidate of candidates) {
    const first = tell(candidate);
    if (!first) continue;
    const key = keyOf(first);
    const known = found.get(key);
    if (known && toText(known.value).length <= toText(candidate).length) continue;
    found.set(key, first);
  }
  return [...found].map(([key, first]) => {
    const isSame = (value: unknown) => {
      const other = tell(value);
      return other !== undefined && keyOf(other) === key;
    };
    const value = minimise(first.value, isSame);
    return tell(value) ?? first;
  });
}

function keyOf({ breach, at }: Found): string {
  return `${breach.keyword} ${at.file}#${at.pointer}`;
}

/**
 * The oracle names every breach. Where alternatives are refused, the one that the value comes closest to says more than "none of them": if it has a
 * single breach, that is the one.
 */
function tellingBreach(side: Side, breaches: readonly Breach[], value: unknown): Breach | undefined {
  const choices = breaches.filter(({ keyword }) => keyword === 'oneOf' || keyword === 'anyOf');
  const choice = choices.toSorted((a, b) => a.pointer.length - b.pointer.length)[0];
  const plain = breaches.find(
    ({ pointer }) => choice === undefined || !(pointer === choice.pointer || pointer.startsWith(`${choice.pointer}/`)),
  );
  if (plain || !choice) return plain;
  const branches = (choice.owner[choice.keyword] ?? []) as Schema[];
  const part = valueAt(value, choice.pointer);
  const judged = branches.map((branch) => side.oracle.breaches(branch, part)).filter((found) => found.length > 0);
  const closest = judged.toSorted((a, b) => a.length - b.length)[0];
  const [only, ...others] = closest ?? [];
  return only && others.length === 0 && judged.length === branches.length ? { ...only, pointer: choice.pointer + only.pointer } : choice;
}
