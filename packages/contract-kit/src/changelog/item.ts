import type { Operation } from '../spec/spec.ts';

/** How much it matters to a consumer. */
export type Group = 'breaking' | 'added' | 'changed';

/** One thing that a consumer notices, in words. Markdown. */
export interface Item {
  group: Group;
  /** Whom it concerns, as the new contract has it; as the old one had it for what is gone. Undefined for the whole API. */
  operation: Operation | undefined;
  /** What it is about. */
  on: 'operation' | 'request' | 'answer';
  /** Of an answer. */
  statuses?: readonly string[];
  /** A sentence, with its full stop. */
  text: string;
  /** What to do, in one sentence; absent where nothing has to be done. */
  todo?: string;
  /** What shows it: something that is refused now, or that may come now. */
  example?: string;
}

/** What is said of one part, before anybody knows whose. */
export type Words = Pick<Item, 'text' | 'todo'>;
