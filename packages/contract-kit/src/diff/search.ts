import type { Breach } from '../oracle.ts';
import { get, type Node } from '../spec/graph.ts';
import type { Location } from '../spec/location.ts';
import { child } from '../spec/pointer.ts';
import type { Patience } from './effort.ts';
import { extraOf, type Judge } from './judge.ts';
import { minimise } from './minimise.ts';
import { toText } from './parts.ts';
import { tellingBreaches, type Telling } from './telling.ts';

/** A value that one version of a contract takes and the other refuses. */
export interface Found {
  value: unknown;
  /** One of the sentences that it breaks. */
  breach: Omit<Breach, 'owner'>;
  /** The breach is about a property that the other contract, or the sentence itself, names. */
  isNamed: boolean;
  /** Where the sentence that refuses it stands; undefined for a schema that is a mere no. No more than that, for it is remembered. */
  sentence: Pick<Location, 'file' | 'pointer'> | undefined;
}

export interface Search extends Telling {
  accepts: Judge;
  refuses: Judge;
  /** Whether the contract that accepts names the property at a pointer. */
  isNamed: (pointer: string) => boolean;
}

/** A value for each sentence that refuses something, by that sentence. */
export type Finds = Map<string, Found>;

/** Looks for a value for each sentence among these and those that were found before: the shortest that there is. */
export function search(task: Search, candidates: Iterable<unknown>, finds: Finds): void {
  for (const candidate of candidates) {
    for (const found of tellSafely(task, candidate)) keep(finds, found);
  }
}

export function keep(finds: Finds, found: Found): void {
  const known = finds.get(keyOf(found));
  if (!known || toText(known.value).length > toText(found.value).length) finds.set(keyOf(found), found);
}

/** What a value that was found before shows now, if it is refused for the same reason still, and accepted by the other contract. */
export function showAgain(task: Search, found: Found, value = found.value): Found | undefined {
  return tellSafely(task, value).find((other) => keyOf(other) === keyOf(found));
}

/** The same, each as small as it can be made in the time. */
export function minimiseAll(task: Search, finds: Finds, patience: Patience): Found[] {
  return [...finds.values()].map((found) => {
    const isSame = (smaller: unknown) => showAgain(task, found, smaller) !== undefined;
    const value = patience((isLate) => minimise(found.value, isSame, isLate));
    return value === found.value ? found : (showAgain(task, found, value) ?? found);
  });
}

/** A value that a schema cannot judge shows nothing. */
function tellSafely(task: Search, value: unknown): Found[] {
  try {
    return tell(task, value);
  } catch {
    return [];
  }
}

/** Whatever refuses it: where one sentence refuses all that was accepted, none of the others stands alone. */
function tell(task: Search, value: unknown): Found[] {
  const breaches = task.refuses(value);
  if (breaches.length === 0 || task.accepts(value).length > 0) return [];
  return tellingBreaches(task, breaches, value).map(({ owner, ...breach }) => {
    const { node } = task.refuser.schemas.originOf(owner) ?? {};
    const isNamed = nameOf(breach) !== undefined && (breach.keyword === 'required' || task.isNamed(extraOf(breach) ?? ''));
    return { value, breach, isNamed, sentence: node && { file: node.document.file, pointer: sentenceIn(node, breach) } };
  });
}

/** A list of names has a sentence for each of them. */
function sentenceIn(node: Node, { keyword, params }: Found['breach']): string {
  const list = get(node, keyword).value;
  const index = keyword === 'required' && Array.isArray(list) ? list.indexOf(params['missingProperty']) : -1;
  return child(node.pointer, keyword, ...(index === -1 ? [] : [index]));
}

/** The property that is lacking, or one too many. */
export function nameOf({ params }: Pick<Breach, 'params'>): string | undefined {
  const name = params['missingProperty'] ?? params['additionalProperty'] ?? params['unevaluatedProperty'];
  return typeof name === 'string' ? name : undefined;
}

function keyOf({ breach, sentence, isNamed }: Found): string {
  const name = isNamed ? ` ${nameOf(breach)}` : '';
  return `${sentence ? `${sentence.file}#${sentence.pointer}` : breach.keyword}${name}`;
}
