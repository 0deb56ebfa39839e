import type { Case } from '../case.ts';
import type { Result } from '../result.ts';
import type { Location } from '../spec/location.ts';
import { stateOf, type Item } from './item.ts';

/** What begins the reason of a case whose state nobody could bring about. */
export const statePrefix = 'state: ';

/**
 * Waives what only a state could have shown that nobody can bring about from outside: the example whose cases all ended so, and an answer (its
 * media types, headers and examples) all of whose example cases did. What is covered or waived already stays as it is.
 */
export function waiveStates(items: readonly Item[], results: readonly Result[]): Item[] {
  const examples = results.filter(({ case: { kind } }) => kind === 'example');
  const byPlace = reasonsOf(examples, ({ operation, at }) => keyOf(operation.id, placeOf(at)));
  const byStatus = reasonsOf(examples, ({ operation, expect }) => keyOf(operation.id, expect.statuses.join()));
  return items.map((item) => {
    if (stateOf(item) !== 'missing') return item;
    const { at, operation, status } = item;
    const unreached =
      byPlace.get(keyOf(operation, placeOf(at))) ?? (status === undefined ? undefined : byStatus.get(keyOf(operation, status)));
    return unreached === undefined ? item : { ...item, unreached };
  });
}

/** The reason of each group all of whose cases ended because of a state. */
function reasonsOf(results: readonly Result[], key: (test: Case) => string): Map<string, string> {
  const groups = Map.groupBy(results, (result) => key(result.case));
  const found = new Map<string, string>();
  for (const [name, group] of groups) {
    const [first] = group;
    if (first?.reason !== undefined && group.every(endedByState)) found.set(name, first.reason.slice(statePrefix.length));
  }
  return found;
}

export function endedByState({ verdict, reason = '' }: Pick<Result, 'verdict' | 'reason'>): boolean {
  return verdict === 'inconclusive' && reason.startsWith(statePrefix);
}

function placeOf({ file, pointer }: Location): string {
  return `${file}#${pointer}`;
}

function keyOf(operation: string, status: string): string {
  return `${operation} ${status}`;
}
