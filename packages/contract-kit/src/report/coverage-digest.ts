import { dimensions, percentOf, stateOf, type Coverage, type Dimension, type Item, type ItemState } from '../coverage/item.ts';
import { toPlace, type Place } from './place.ts';

/** One dimension of the coverage. */
export interface DimensionDigest {
  name: Dimension;
  percent: number;
  counts: Record<ItemState, number>;
  items: ItemDigest[];
}

export interface ItemDigest {
  id: string;
  operation: string;
  what: string;
  aspect: string;
  at: Place;
  state: ItemState;
  /** Why it is excused, waived, or what is known of why it is missing. */
  reason?: string;
}

export function digestDimensions(coverage: Coverage): DimensionDigest[] {
  return dimensions.map((name) => {
    const items = coverage.dimensions[name].map(digestItem);
    const count = (state: ItemState) => items.filter((item) => item.state === state).length;
    const counts = { covered: count('covered'), excused: count('excused'), waived: count('waived'), missing: count('missing') };
    return { name, percent: percentOf(coverage.dimensions[name]), counts, items };
  });
}

function digestItem(item: Item): ItemDigest {
  const { id, operation, what, aspect, at } = item;
  const reason = item.covered ? undefined : (item.excuse ?? waiverText(item) ?? item.note);
  return { id, operation, what, aspect, at: toPlace(at), state: stateOf(item), ...(reason !== undefined && { reason }) };
}

function waiverText({ waiver, unreached }: Item): string | undefined {
  if (unreached !== undefined) return unreached;
  if (!waiver) return undefined;
  return waiver.expired ? `its waiver has expired on ${waiver.expires}: ${waiver.reason}` : `${waiver.reason} (until ${waiver.expires})`;
}
