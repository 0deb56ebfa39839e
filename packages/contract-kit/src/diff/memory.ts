import type { Node } from '../spec/graph.ts';
import type { SpecReader } from '../spec/load.ts';
import type { Schema } from '../spec/spec.ts';
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

/** What was shown before: a contract that is being edited differs in many places, of which one changed since the last time. */
export interface Memory {
  /** What would be shown again: nothing that the operation says or refers to is another. */
  recall(question: Question, key: string): Shown | undefined;
  /** What was shown of these very schemas, whatever else has changed since: to be judged again. */
  suggest(question: Question, key: string, after: Schema): Shown | undefined;
  keep(question: Question, key: string, after: Schema, shown: Shown): void;
}

export const forgetful: Memory = { recall: () => undefined, suggest: () => undefined, keep: () => undefined };

/** A memory for all versions of one contract that are compared with the same old one. */
export interface VersionMemory extends Memory {
  /** To be called before a version is compared: what it no longer says is forgotten. */
  turnTo(next: SpecReader): void;
}

interface Remembered {
  shown: Shown;
  /** What the part is in the new contract, as it is written. */
  text: unknown;
  /** Nothing that the operation says or refers to has changed since. */
  isCurrent: boolean;
}

export function createMemory(): VersionMemory {
  const byPath = new Map<string, Map<string, Remembered>>();
  let last: SpecReader | undefined;
  const find = ({ pair }: Question, key: string) => byPath.get(pair.next.template)?.get(`${pair.next.method} ${key}`);
  return {
    turnTo(next) {
      const isUnchanged = last && createUnchanged(last.graph, next.graph);
      const isSame = (before: Node | undefined, after: Node | undefined) => before && after && isUnchanged?.(before, after);
      for (const [template, all] of byPath) {
        if (isSame(last?.paths.get(template), next.paths.get(template))) continue;
        for (const remembered of all.values()) remembered.isCurrent = false;
      }
      last = next;
    },
    recall(question, key) {
      const found = find(question, key);
      return found?.isCurrent ? found.shown : undefined;
    },
    suggest(question, key, after) {
      const found = find(question, key);
      return found && found.text === textOf(question, after) ? found.shown : undefined;
    },
    keep(question, key, after, shown) {
      const { method, template } = question.pair.next;
      const ofPath = byPath.get(template) ?? new Map<string, Remembered>();
      byPath.set(template, ofPath.set(`${method} ${key}`, { shown, text: textOf(question, after), isCurrent: true }));
    },
  };
}

function textOf({ pair }: Question, schema: Schema): unknown {
  return typeof schema === 'boolean' ? schema : pair.after.schemas.originOf(schema)?.node.value;
}
