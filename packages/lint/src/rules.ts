import { type Config, getMajorSpecVersion, type NormalizedNodeType, type SpecVersion, type UserContext } from '@redocly/openapi-core';

export type Context = UserContext & { ignoreNextVisitorsOnNode(): void };
export type Visit = (node: unknown, context: Context, ...more: unknown[]) => void;

/** What a rule does at the nodes of one type: on the way in, or also on the way out and below. */
export type Visitor = Record<string, Visit | { enter?: Visit; leave?: Visit }>;

/** A rule at work on one document. */
export interface Rule {
  ruleId: string;
  severity: 'error' | 'warn';
  /** In place of what the rule says; `{{message}}` stands for that. */
  message?: string | undefined;
  visitor: Visitor;
  /** What it finds at a node depends on that node alone. */
  isLocal: boolean;
}

export type Types = Record<string, NormalizedNodeType>;

type Create = ((settings: object) => Visitor | Visitor[]) & { isLocal?: true };

/** The rules of a configuration, in its order, each new: they remember what they have seen of a document. */
export function createRules(config: Config, version: SpecVersion): Rule[] {
  const sets = config.getRulesForSpecVersion(getMajorSpecVersion(version)) as Record<string, Create>[];
  return sets.flatMap((set) =>
    Object.entries(set).flatMap(([ruleId, create]) => {
      const settings = config.getRuleSettings(ruleId, version);
      const { severity, message } = settings;
      if (severity === 'off') return [];
      const isLocal = create.isLocal ?? local.has(ruleId);
      return [create(settings)].flat().map((visitor) => ({ ruleId, severity, message, visitor, isLocal }));
    }),
  );
}

/**
 * Redocly's rules that look, at a schema or at any node, at nothing but that node. A rule of ours says so itself (`isLocal`). Of the others nothing is
 * kept: forgetting one here costs time, naming a wrong one costs the truth.
 */
const local = new Set([
  'no-duplicated-enum-values',
  'no-enum-type-mismatch',
  'no-mixed-number-range-constraints',
  'no-schema-type-mismatch',
  'no-unsafe-markdown',
  'nullable-type-sibling',
  'struct',
]);
