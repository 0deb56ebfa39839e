import type { Case, Gap } from '../case.ts';
import type { Oracle } from '../oracle.ts';
import type { Location } from '../spec/location.ts';
import type { Operation, Schemas } from '../spec/spec.ts';
import { isProof } from '../values/proof.ts';
import type { Item } from './item.ts';
import type { Observed } from './observed.ts';
import { occurrencesOf, type Occurrence } from './occurrences.ts';
import { exercised } from './exercised.ts';

/**
 * Two items, pass and fail, for each keyword of a request. A case that was sent for it covers it, whatever came back: the verdict says that. So does a
 * request that the server accepted, for what it kept; and one that was refused, for the one keyword that it broke.
 */
export function coverKeywords(
  schemas: Schemas,
  oracle: Oracle,
  operation: Operation,
  seen: readonly Observed[],
  gaps: readonly Gap[],
): Item[] {
  const occurrences = occurrencesOf(schemas, operation);
  if (occurrences.length === 0) return [];
  const found = exercised(schemas, oracle, operation, seen);
  const sent = seen.flatMap((observed) => observed.case ?? []);
  const ids = new Map<string, number>();
  return occurrences.flatMap((occurrence) => {
    const { keyword, at, path, owner, sides } = occurrence;
    const id = uniqueId(ids, `${operation.id}/keywords/${path}/${keyword}`);
    return sides.map((side): Item => {
      const item = { id: `${id}/${side}`, at, operation: operation.id, what: `${path} ${keyword}`, aspect: side };
      const covered = sent.some((made) => made.side === side && concerns(made, occurrence)) || found(owner, keyword, side);
      return { ...item, covered, ...(!covered && reasonOf(occurrence, side, gaps, oracle)) };
    });
  });
}

/** The same path and keyword in two places, as in two branches: the second one is told apart by a number. */
function uniqueId(ids: Map<string, number>, id: string): string {
  const count = (ids.get(id) ?? 0) + 1;
  ids.set(id, count);
  return count === 1 ? id : `${id}~${count}`;
}

/** Whether a case or a gap is about this keyword: it names the keyword's own place, a part of it (`/required/0`), or its schema's. */
function concerns({ at, rule }: Pick<Case, 'at' | 'rule'>, { keyword, at: own, alsoAt, owner }: Occurrence): boolean {
  if (rule !== keyword) return false;
  const isHere = (place: Location) => place.file === at.file && place.pointer === at.pointer;
  const isPart = owner !== undefined && listed.has(keyword) && at.file === own.file && at.pointer.startsWith(`${own.pointer}/`);
  return isHere(own) || isPart || alsoAt.some(isHere);
}

/** Keywords whose parts are no schemas. */
const listed = new Set(['required', 'enum', 'dependentRequired', 'type']);

function reasonOf(occurrence: Occurrence, side: string, gaps: readonly Gap[], oracle: Oracle): Pick<Item, 'excuse' | 'note'> {
  const { keyword, owner } = occurrence;
  if (keyword === 'format' && owner && !oracle.knowsFormat(String(owner['format'])))
    return { excuse: `nothing checks the format ${String(owner['format'])}` };
  const gap = gaps.find((candidate) => candidate.side === side && concerns(candidate, occurrence));
  if (!gap) return {};
  return isProven(gap) ? { excuse: gap.reason } : { note: gap.reason };
}

/** No request could do it; otherwise the kit only knows of none, and somebody else may. */
function isProven({ unreachable, reason }: Gap): boolean {
  return unreachable ?? isProof(reason);
}
