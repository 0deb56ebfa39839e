import { isRef } from '@redocly/openapi-core';
import { normalize, type Problem, toProblem } from './problem.ts';
import type { Context, Rule, Visit } from './rules.ts';
import type { Frame } from './walk/frames.ts';

/** What local rules found at a node. As long as it is the same object, they find the same. */
export interface Known {
  problems: readonly Problem[];
  /** Those that looked further than they should: asked again each time. */
  again: readonly Local[];
  /** No rule shall look at the node any more. */
  isOver: boolean;
}

interface Local {
  rule: Omit<Rule, 'visitor'>;
  visit: Visit;
}

/** The types of nodes at which rules are remembered: all nodes, and those of which there are the most. */
const remembered = ['any', 'Schema'] as const;

/** The rules, without what the local ones do at each node: for that there is `ask`, which asks them once and remembers their answers. */
export function separate(rules: readonly Rule[]): { rules: Rule[]; ask: (frame: Frame, context: Context) => readonly Problem[] } {
  const [atAny, atSchema] = remembered.map((type) => takeLocal(rules, type));
  const locals = { any: atAny ?? [], schema: [...(atAny ?? []), ...(atSchema ?? [])] };
  return {
    rules: rules.map((rule) => (rule.isLocal ? { ...rule, visitor: withoutLocal(rule.visitor) } : rule)),
    ask(frame, context) {
      frame.known ??= askAll(frame.type.name === 'Schema' ? locals.schema : locals.any, frame.node, context);
      const { problems, again, isOver } = frame.known;
      if (isOver) context.ignoreNextVisitorsOnNode();
      return again.length > 0 ? [...problems, ...askEach(again, frame.node, context, () => true).problems] : problems;
    },
  };
}

function takeLocal(rules: readonly Rule[], type: string): Local[] {
  return rules.flatMap(({ visitor, ...rule }) => {
    const visits = rule.isLocal ? toVisits(visitor[type]) : [];
    return visits.map((visit) => ({ rule, visit }));
  });
}

/** A rule with further rules below a node is not taken apart. */
function toVisits(visitor: Rule['visitor'][string] | undefined): Visit[] {
  if (typeof visitor === 'function') return [visitor];
  const { enter, leave, ...below } = visitor ?? {};
  return Object.keys(below).length > 0 ? [] : [enter, leave].filter((visit) => visit !== undefined);
}

function withoutLocal(visitor: Rule['visitor']): Rule['visitor'] {
  const isTaken = (type: string) => remembered.some((each) => each === type) && toVisits(visitor[type]).length > 0;
  return Object.fromEntries(Object.entries(visitor).filter(([type]) => !isTaken(type)));
}

function askAll(locals: readonly Local[], node: unknown, context: Context): Known {
  const again: Local[] = [];
  const { problems, isOver } = askEach(locals, node, context, (local, hasLookedFurther) => {
    if (hasLookedFurther) again.push(local);
    return !hasLookedFurther;
  });
  return { problems: problems.length > 0 ? problems : none, again: again.length > 0 ? again : none, isOver };
}

const none: never[] = [];

/** @param isKept whether what a rule found is kept, after it was asked */
function askEach(
  locals: readonly Local[],
  node: unknown,
  context: Context,
  isKept: (local: Local, hasLookedFurther: boolean) => boolean,
): Asked {
  const asked: Asked = { problems: [], isOver: false, rule: undefined, hasLookedFurther: false };
  const watched = watch(context, asked);
  for (const local of locals) {
    const before = asked.problems.length;
    asked.rule = local.rule;
    asked.hasLookedFurther = false;
    local.visit(node, watched, {});
    if (!isKept(local, asked.hasLookedFurther)) asked.problems.length = before;
    if (asked.isOver) break;
  }
  return asked;
}

interface Asked {
  problems: Problem[];
  isOver: boolean;
  rule: Local['rule'] | undefined;
  hasLookedFurther: boolean;
}

/** What a local rule gets to see; whatever is not the node itself is noticed. */
function watch(context: Context, asked: Asked): Context {
  const { type, location, specVersion, config } = context;
  const watched = {
    type,
    location,
    specVersion,
    config,
    report: (reported: Parameters<Context['report']>[0]) => {
      const problem = asked.rule && normalize(reported, asked.rule, location);
      if (problem) asked.problems.push(toProblem(problem, location.source.absoluteRef));
    },
    ignoreNextVisitorsOnNode: () => void (asked.isOver = true),
    resolve: (node: unknown, from?: string) => {
      if (isRef(node)) asked.hasLookedFurther = true;
      return context.resolve(node as object, from);
    },
  };
  for (const key of further) {
    const get = (): unknown => {
      // `struct` wants these for words that nobody shows.
      if (asked.rule?.ruleId !== 'struct') asked.hasLookedFurther = true;
      return context[key];
    };
    Object.defineProperty(watched, key, { get });
  }
  return watched as unknown as Context;
}

const further = ['key', 'parent', 'rawNode', 'rawLocation', 'parentLocations', 'getVisitorData'] as const;
