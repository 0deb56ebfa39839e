import type { NormalizedNodeType, NormalizedProblem } from '@redocly/openapi-core';
import { normalizeVisitors } from '@redocly/openapi-core';
import type { Rule, Types, Visit } from '../rules.ts';

type Type = NormalizedNodeType;

/** The last of what was pushed, and the others below it. */
export type Stack<Value> = { value: Value; prev: Stack<Value> } | null;

/** The node at which a visitor is, for the visitors below it. */
export interface Activation {
  node: unknown;
  location: unknown;
  nextLevelTypeActivated: Stack<Type>;
  withParentNode: unknown;
  skipped: boolean;
}

/** Where a visitor stands among those of its rule: by itself, or below another. */
export interface Level {
  isSkippedLevel: false;
  type: Type;
  parent: Level | null;
  activatedOn: Stack<Activation>;
}

/** A type between two levels of a rule. */
export interface SkippedLevel {
  isSkippedLevel: true;
  parent: Level;
  seen: Set<unknown>;
}

export interface Visitor {
  ruleId: string;
  severity: NormalizedProblem['severity'];
  message?: string;
  context: Level | SkippedLevel;
  visit: Visit;
  skip?: (node: unknown, key: string | number, context: object) => boolean;
}

interface Both {
  enter: Visitor[];
  leave: Visitor[];
}

/** What is called at a type of node. */
export interface AtType extends Both {
  /** Each of them is called once for a node, and none needs to know where another one is. */
  isPlain: boolean;
}

/** The visitors of all rules as Redocly sorts them, by type of node; those of any node are among them. */
export interface Visitors {
  of(type: Type): AtType;
  references: Both;
}

export function toVisitors(rules: readonly Rule[], types: Types): Visitors {
  // Redocly knows the visitors of each kind of document by type; here they may be of any kind.
  const normalized = normalizeVisitors(rules as never, types as never) as unknown as Record<string, Both>;
  const { any, ref, ...byType } = normalized;
  const levels = new Set(Object.values(byType).flatMap(({ enter }) => enter.map(({ context }) => context.parent)));
  const isPlain = ({ context, skip }: Visitor) => !context.parent && !skip && !levels.has(context as Level);
  const known = new Map<string, AtType>();
  const toType = (name: string): AtType => {
    const enter = [...(any?.enter ?? []), ...(byType[name]?.enter ?? [])];
    const leave = [...(byType[name]?.leave ?? []), ...(any?.leave ?? [])];
    return { enter, leave, isPlain: enter.every(isPlain) };
  };
  return {
    of({ name }) {
      const at = known.get(name) ?? toType(name);
      known.set(name, at);
      return at;
    },
    references: ref ?? { enter: [], leave: [] },
  };
}

/** What the levels above are at, by type: the nodes, or their locations. */
export function parentsOf({ parent }: Level, what: 'node' | 'location'): Record<string, unknown> {
  if (!parent) return nothing;
  const found: Record<string, unknown> = {};
  for (let level: Level | null = parent; level; level = level.parent) found[level.type.name] = level.activatedOn?.value[what];
  return found;
}

const nothing: Record<string, unknown> = {};
