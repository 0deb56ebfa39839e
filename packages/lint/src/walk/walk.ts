import { isRef, type NormalizedNodeType } from '@redocly/openapi-core';
import type { Context } from '../rules.ts';
import { childrenOf, type Frame, siblingsOf, toFrame } from './frames.ts';
import { createState, type Found, frameAt, isIgnored, resolve, type State, toContext, type Walk } from './state.ts';
import { type AtType, type Level, parentsOf, type SkippedLevel, type Visitor } from './visitors.ts';

/**
 * Calls the visitors of all rules at the nodes of a document, in the order in which Redocly does. Redocly looks at each node anew; this keeps what it
 * learnt about the nodes that are still the same objects.
 * @param before the root's frame of the walk before
 * @returns the root's frame
 */
export function walk(setting: Walk, root: Pick<Frame, 'node' | 'source'>, type: NormalizedNodeType, before?: Frame): Frame {
  const frame = toFrame({ ...root, type, pointer: '#/', key: '', parent: undefined }, before);
  walkFrame(createState(setting), frame);
  return frame;
}

function walkFrame(state: State, frame: Frame): void {
  const { node, type, source, location } = frame;
  if (!isRef(node)) return walkNode(state, frame, frame);
  const found = resolve(state, node.$ref, source.absoluteRef);
  // With other keys beside it, it may be met at its own place and on the way from another reference: that is one visit.
  const isComposed = Object.keys(node).length > 1;
  const id = isComposed ? `${type.name}::${location.absolutePointer}` : '';
  const isKnown = isComposed && state.composed.has(id);
  if (isComposed) state.composed.add(id);
  if (!isKnown) visitReference(state, state.visitors.references.enter, frame, found);
  const target =
    found.location && found.node !== undefined && type.name !== 'scalar' ? frameAt(state, frame, found.node, found.location) : undefined;
  if (target) {
    walkNode(state, frame, target, () => {
      walkHop(state, frame, found);
      if (isComposed && !isKnown) for (const sibling of siblingsOf(frame, found.node, state.extension)) walkFrame(state, sibling);
    });
  }
  if (!isKnown) visitReference(state, state.visitors.references.leave, frame, found);
}

/** A reference that was passed on the way, with other keys beside it. */
function walkHop(state: State, frame: Frame, { chain }: Found): void {
  const [hop] = chain ?? [];
  if (!hop || state.composed.has(`${frame.type.name}::${hop.location.absolutePointer}`)) return;
  walkFrame(state, frameAt(state, frame, hop.node, hop.location));
}

function visitReference(state: State, visitors: readonly Visitor[], frame: Frame, found: Found): void {
  for (const visitor of visitors) visitor.visit(frame.node, toContext(state, visitor, { frame, target: frame }, {}), found);
}

/** A node that is reached: `frame` is the reference to it, or where it stands itself as `target` does. */
interface Stop {
  frame: Frame;
  target: Frame;
  isSeen: boolean;
  /** The levels that are entered here, and left again. */
  entered: Level[];
  activated: (Level | SkippedLevel)[];
  isVisited: boolean;
}

/** @param beside what comes after the node's children */
function walkNode(state: State, frame: Frame, target: Frame, beside?: () => void): void {
  const { node } = target;
  const seen = seenOf(state, frame.type);
  // A plain value is known by its place only.
  const identity = typeof node === 'object' && node !== null ? node : frame.location.absolutePointer;
  const stop: Stop = { frame, target, isSeen: seen.has(identity), entered: [], activated: [], isVisited: false };
  const at = state.visitors.of(frame.type);
  if (stop.isSeen && at.isPlain) return beside?.();
  if (!stop.isSeen && !isIgnored(state, target)) state.atFirst(target, toContext(state, undefined, stop, {}));
  enter(state, stop, at);
  const walking = state.walking.get(frame.type.name);
  if (!at.isPlain) state.walking.set(frame.type.name, node);
  if (stop.isVisited || !stop.isSeen) {
    seen.add(identity);
    for (const child of childrenOf(target, state.extension)) walkFrame(state, child);
  }
  beside?.();
  if (!at.isPlain) state.walking.set(frame.type.name, walking);
  leave(state, stop, at);
}

function seenOf({ seen }: State, { name }: NormalizedNodeType): Set<unknown> {
  const nodes = seen.get(name) ?? new Set<unknown>();
  seen.set(name, nodes);
  return nodes;
}

function enter(state: State, stop: Stop, { enter: visitors }: AtType): void {
  for (const visitor of visitors) {
    if (isIgnored(state, stop.target)) return;
    const { context } = visitor;
    if (context.isSkippedLevel) enterSkipped(stop, context);
    else if (context.parent ? isDue(state, stop, context, context.parent) : !stop.isSeen) enterLevel(state, stop, visitor, context);
  }
}

function enterSkipped(stop: Stop, level: SkippedLevel): void {
  const above = level.parent.activatedOn?.value;
  if (!above || above.nextLevelTypeActivated || level.seen.has(stop.frame.node)) return;
  level.seen.add(stop.frame.node);
  stop.activated.push(level);
  stop.isVisited = true;
}

/** Whether the level above is right above: it was entered, not yet for this node, and no other of its type has come in between. */
function isDue({ walking }: State, { frame }: Stop, { activatedOn }: Level, parent: Level): boolean {
  const above = parent.activatedOn?.value;
  if (!above || above.node !== walking.get(parent.type.name)) return false;
  return activatedOn?.value.withParentNode !== above.node && above.nextLevelTypeActivated?.value !== frame.type;
}

function enterLevel(state: State, stop: Stop, visitor: Visitor, level: Level): void {
  const { frame, target } = stop;
  const above = level.parent?.activatedOn?.value;
  const context = toContext(state, visitor, stop, parentsOf(level, 'location'));
  const isSkipped = above?.skipped || visitor.skip?.(target.node, frame.key, context) || false;
  const value = {
    node: target.node,
    location: target.location,
    nextLevelTypeActivated: null,
    withParentNode: above?.node,
    skipped: isSkipped,
  };
  level.activatedOn = { value, prev: level.activatedOn };
  stop.activated.push(level);
  for (let parent = level.parent; parent; parent = parent.parent) {
    const upper = parent.activatedOn?.value;
    if (upper) upper.nextLevelTypeActivated = { value: frame.type, prev: upper.nextLevelTypeActivated };
  }
  if (isSkipped) return;
  stop.isVisited = true;
  stop.entered.push(level);
  visitor.visit(target.node, context, parentsOf(level, 'node'), level);
}

function leave(state: State, stop: Stop, { leave: visitors }: AtType): void {
  for (const level of stop.activated.toReversed()) {
    if (level.isSkippedLevel) {
      level.seen.delete(stop.target.node);
      continue;
    }
    level.activatedOn = level.activatedOn?.prev ?? null;
    for (let parent = level.parent; parent; parent = parent.parent) {
      const upper = parent.activatedOn?.value;
      if (upper) upper.nextLevelTypeActivated = upper.nextLevelTypeActivated?.prev ?? null;
    }
  }
  for (const visitor of visitors) {
    const { context: level } = visitor;
    if (level.isSkippedLevel || !stop.entered.includes(level)) continue;
    const context: Context = toContext(state, visitor, stop, parentsOf(level, 'location'));
    visitor.visit(stop.target.node, context, parentsOf(level, 'node'), level);
  }
}
