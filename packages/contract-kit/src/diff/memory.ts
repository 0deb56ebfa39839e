import type { Node } from '../spec/graph.ts';
import type { SpecReader } from '../spec/load.ts';
import { createUnchanged } from '../spec/unchanged.ts';
import type { Found } from './search.ts';
import type { Question } from './values.ts';

/** What the values showed that were tried for one difference at one place. */
export interface Shown {
  breaking: readonly Found[];
  harmless: readonly Found[];
  /** Whether there was more to try. */
  isCut: boolean;
}

/** What was shown before, and would be shown again: a contract that is being edited differs in many places, of which one changed since the last time. */
export interface Memory {
  recall(question: Question, key: string): Shown | undefined;
  keep(question: Question, key: string, shown: Shown): void;
}

export const forgetful: Memory = { recall: () => undefined, keep: () => undefined };

/** A memory for all versions of one contract that are compared with the same old one. */
export interface VersionMemory extends Memory {
  /** To be called before a version is compared: forgets all about paths that are not what they were in the version before, with all they refer to. */
  turnTo(next: SpecReader): void;
}

export function createMemory(): VersionMemory {
  const shown = new Map<string, Map<string, Shown>>();
  let last: SpecReader | undefined;
  return {
    turnTo(next) {
      const isUnchanged = last && createUnchanged(last.graph, next.graph);
      const isSame = (before: Node | undefined, after: Node | undefined) => before && after && isUnchanged?.(before, after);
      for (const template of shown.keys()) if (!isSame(last?.paths.get(template), next.paths.get(template))) shown.delete(template);
      last = next;
    },
    recall: ({ pair }, key) => shown.get(pair.next.template)?.get(`${pair.next.method} ${key}`),
    keep({ pair }, key, found) {
      const ofPath = shown.get(pair.next.template) ?? new Map<string, Shown>();
      shown.set(pair.next.template, ofPath.set(`${pair.next.method} ${key}`, found));
    },
  };
}
