import type { Schema, SchemaObject } from '../spec/spec.ts';
import type { Run } from './build.ts';
import type { Facts } from './facts.ts';

/** Where a keyword applies: to a part of a valid value. */
export interface Place {
  run: Run;
  /** The schema that holds the keyword. */
  owner: SchemaObject;
  /** The schemas that must hold for the part. */
  entries: readonly Schema[];
  /** The schema objects that do hold for it now. */
  owners: readonly SchemaObject[];
  /** What all of them say. */
  facts: Facts;
  /** The part. */
  local: unknown;
}

/** Another value for the part, that keeps or breaks the keyword if all goes well; or why there is none. */
export type Idea =
  | {
      side: 'pass' | 'fail';
      variant: string;
      value: unknown;
      /** Names at fault, besides those on the way. */
      fields?: readonly string[];
      /** The keyword under which the oracle reports the fault. */
      reportedAs?: string;
    }
  | { side: 'pass' | 'fail'; reason: string };

/** What can be tried for one keyword. Some of it will turn out to be of no use. */
export type Proposer = (place: Place, keyword: string) => Iterable<Idea>;

/** `1 item`, `2 items`. */
export function count(number: number, noun: string): string {
  const plural = noun.endsWith('y') ? `${noun.slice(0, -1)}ies` : `${noun}s`;
  return `${number} ${number === 1 ? noun : plural}`;
}
