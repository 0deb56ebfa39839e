import type { Change } from '../diff/change.ts';
import type { Item } from './item.ts';
import type { Pair } from './place.ts';
import type { Prose } from './prose.ts';

/** A change, and the two versions of the operation that it belongs to. */
export interface Context extends Pair {
  prose: Prose;
  change: Change;
}

export type Said = Omit<Item, 'operation'>;

/** What a change means to consumers. */
export type Say = (context: Context) => Said[];
