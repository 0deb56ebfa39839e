import type { Breach } from '../oracle.ts';
import type { Location } from '../spec/location.ts';
import { child, valueAt } from '../spec/pointer.ts';
import type { Schema } from '../spec/spec.ts';
import type { Patience } from './effort.ts';
import type { Judge } from './judge.ts';
import { minimise } from './minimise.ts';
import { toText } from './parts.ts';
import type { Side } from './side.ts';

/** A value that one version of a contract takes and the other refuses. */
export interface Found {
  value: unknown;
  /** The breach that says most. */
  breach: Omit<Breach, 'owner'>;
  /** Where the sentence that refuses it stands; undefined for a schema that is a mere no. No more than that, for it is remembered. */
  sentence: Pick<Location, 'file' | 'pointer'> | undefined;
}

export interface Search {
  accepts: Judge;
  refuses: Judge;
  /** The contract that refuses. */
  refuser: Side;
}

/** A value for each sentence that refuses something, by that sentence. */
export type Finds = Map<string, Found>;

/** Looks for a value for each sentence among these and those that were found before: the shortest that there is. */
export function search(task: Search, candidates: Iterable<unknown>, finds: Finds): void {
  for (const candidate of candidates) {
    const found = tellSafely(task, candidate);
    if (found) keep(finds, found);
  }
}

export function keep(finds: Finds, found: Found): void {
  const known = finds.get(keyOf(found));
  if (!known || toText(known.value).length > toText(found.value).length) finds.set(keyOf(found), found);
}

/** The same, each as small as it can be made in the time. */
export function minimiseAll(task: Search, finds: Finds, patience: Patience): Found[] {
  return [...finds].map(([key, found]) => {
    const isSame = (value: unknown) => {
      const other = tellSafely(task, value);
      return other !== undefined && keyOf(other) === key;
    };
    const value = patience((isLate) => minimise(found.value, isSame, isLate));
    return value === found.value ? found : (tellSafely(task, value) ?? found);
  });
}

/** A value that a schema cannot judge shows nothing. */
function tellSafely(task: Search, value: unknown): Found | undefined {
  try {
    return tell(task, value);
  } catch {
    return undefined;
  }
}

function tell({ accepts, refuses, refuser }: Search, value: unknown): Found | undefined {
  const breaches = refuses(value);
  if (breaches.length === 0 || accepts(value).length > 0) return undefined;
  const told = tellingBreach(refuser, breaches, value);
  if (!told) return undefined;
  const { owner, ...breach } = told;
  const { node } = refuser.schemas.originOf(owner) ?? {};
  return { value, breach, sentence: node && { file: node.document.file, pointer: child(node.pointer, breach.keyword) } };
}

function keyOf({ breach, sentence }: Found): string {
  return sentence ? `${sentence.file}#${sentence.pointer}` : breach.keyword;
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
