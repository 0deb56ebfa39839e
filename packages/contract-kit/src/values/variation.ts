import type { SchemaObject } from '../spec/spec.ts';

/** A value that keeps a keyword at its limit, or that breaks it and nothing else. */
export interface Variation {
  keyword: string;
  side: 'pass' | 'fail';
  /** What is special about it, e.g. `65 characters`. Stable, and unique among those of one keyword, pointer and side of one schema. */
  variant: string;
  /** The schema that holds the keyword: the same object as in `Schemas`. */
  owner: SchemaObject;
  /** JSON pointer of the part at fault; empty for the whole. */
  pointer: string;
  /** Property names that an error may name, the nearest first. */
  fields: readonly string[];
  /** The whole value. */
  value: unknown;
}

/** A side of a keyword that no value shows. */
export interface Unreachable {
  keyword: string;
  side: 'pass' | 'fail';
  owner: SchemaObject;
  pointer: string;
  /** In plain words. */
  reason: string;
}
