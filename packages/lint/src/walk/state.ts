import {
  type Config,
  isRef,
  type Location,
  type NormalizedNodeType,
  type NormalizedProblem,
  type ResolvedRefMap,
  type SpecVersion,
  YamlParseError,
} from '@redocly/openapi-core';
import { normalize } from '../problem.ts';
import type { Context } from '../rules.ts';
import { type Frame, toFrame } from './frames.ts';
import { createLocation } from './location.ts';
import type { Visitor, Visitors } from './visitors.ts';

/** What a walk is given. */
export interface Walk {
  visitors: Visitors;
  references: ResolvedRefMap;
  version: SpecVersion;
  config: Config;
  /** The type of what stands under an extension. */
  extension: NormalizedNodeType;
  /** Called once for each node as something of a type, before all visitors. */
  atFirst(frame: Frame, context: Context): void;
  report(problem: NormalizedProblem): void;
  /** The frames behind references, by place and type: of the walk before, and of this one. */
  before: ReadonlyMap<string, Frame>;
  targets: Map<string, Frame>;
}

/** A walk on its way. */
export interface State extends Walk {
  /** By name of the type, the nodes that were visited as such. */
  seen: Map<string, Set<unknown>>;
  /** By name of the type, the node of it that is around the present one. */
  walking: Map<string, unknown>;
  composed: Set<string>;
  /** Where no rule shall look any more, by file. */
  ignored: Map<object, Set<string>>;
  found: Map<string, Found>;
  data: Map<string, Record<string, unknown>>;
}

/** What a reference leads to, as a rule gets it. */
export interface Found {
  node: unknown;
  location: Location | undefined;
  error?: Error | undefined;
  chain?: readonly { node: unknown; location: Location }[] | undefined;
}

export function createState(walk: Walk): State {
  return { ...walk, seen: new Map(), walking: new Map(), composed: new Set(), ignored: new Map(), found: new Map(), data: new Map() };
}

export function resolve({ references, found }: State, ref: string, from: string): Found {
  const id = `${from}::${ref}`;
  const known = found.get(id) ?? toFound(references.get(id));
  found.set(id, known);
  return known;
}

const nowhere: Found = { node: undefined, location: undefined };

function toFound(resolved: ReturnType<ResolvedRefMap['get']>): Found {
  if (!resolved) return nowhere;
  const { error, node, chain } = resolved;
  if (resolved.resolved) return { node: node as unknown, location: createLocation(resolved.document.source, resolved.nodePointer), chain };
  return { node: undefined, location: error instanceof YamlParseError ? createLocation(error.source, '') : undefined, error };
}

/** The frame of what a reference leads to. */
export function frameAt({ targets, before }: State, { type, key }: Frame, node: unknown, { source, pointer }: Location): Frame {
  const id = `${source.absoluteRef}${pointer} ${type.name}`;
  const known = targets.get(id);
  if (known && known.node === node) return known;
  const frame = toFrame({ node, type, source, pointer, key, parent: undefined }, before.get(id));
  targets.set(id, frame);
  return frame;
}

/** What a rule is told at a node. */
export function toContext(
  state: State,
  visitor: Visitor | undefined,
  { frame, target }: { frame: Frame; target: Frame },
  parentLocations: object,
): Context {
  const { location, source } = target;
  return {
    type: frame.type,
    key: frame.key,
    parent: frame.parent,
    rawNode: frame.node,
    rawLocation: frame.location,
    location,
    parentLocations: parentLocations as Context['parentLocations'],
    specVersion: state.version,
    config: state.config,
    resolve: ((node: unknown, from = source.absoluteRef) =>
      isRef(node) ? resolve(state, node.$ref, from) : { node, location: frame.location }) as Context['resolve'],
    report: (reported) => {
      const problem = visitor && normalize(reported, visitor, location);
      if (problem) state.report(problem);
    },
    ignoreNextVisitorsOnNode: () => ignore(state, target),
    getVisitorData: () => dataOf(state, visitor),
  };
}

function dataOf({ data }: State, visitor: Visitor | undefined): Record<string, unknown> {
  const own = data.get(visitor?.ruleId ?? '') ?? {};
  data.set(visitor?.ruleId ?? '', own);
  return own;
}

function ignore({ ignored }: State, { source, pointer }: Frame): void {
  ignored.set(source, (ignored.get(source) ?? new Set()).add(pointer));
}

export function isIgnored({ ignored }: State, { source, pointer }: Frame): boolean {
  return ignored.size > 0 && ignored.get(source)?.has(pointer) === true;
}
