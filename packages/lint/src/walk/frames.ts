import { isPlainObject, isRef, type Location, type NormalizedNodeType, type Source } from '@redocly/openapi-core';
import type { Known } from '../memory.ts';
import { createLocation, toChild } from './location.ts';

type Type = NormalizedNodeType;

/**
 * A node at its place, seen as something of a type. What is worked out about it is kept with it, and it is kept as long as the node is the same object: so
 * of a large document in which little changed, a walk works out little.
 */
export interface Frame {
  node: unknown;
  type: Type;
  source: Source;
  pointer: string;
  key: string | number;
  parent: unknown;
  location: Location;
  /** What stands directly in it, in the order in which Redocly walks; worked out when it is asked for. */
  children: readonly Frame[] | undefined;
  /** What local rules found. */
  known: Known | undefined;
  /** The frame before the last edit, until its children have been taken over. */
  before: Frame | undefined;
}

export type FrameOf = Pick<Frame, 'node' | 'type' | 'source' | 'pointer' | 'key' | 'parent'>;

/** @param before the frame that was at this place; if it is of the same node, it is the frame */
export function toFrame(of: FrameOf, before?: Frame): Frame {
  const { node, type, source, pointer, key, parent } = of;
  const like = before?.type === type && before.pointer === pointer ? before : undefined;
  if (like && like.node === node) return Object.assign(like, { parent });
  const location = createLocation(source, pointer);
  const last = like?.children ? like : like?.before;
  return { node, type, source, pointer, key, parent, location, children: undefined, known: undefined, before: last };
}

/** What stands in a list or an object of a type. */
export function childrenOf(frame: Frame, extension: Type): readonly Frame[] {
  frame.children ??= takeOver(frame, Array.isArray(frame.node) ? itemsOf(frame, frame.node) : propertiesOf(frame, extension));
  return frame.children;
}

/** What stands beside a reference and not in what it leads to. */
export function siblingsOf(frame: Frame, target: unknown, extension: Type): Frame[] {
  const beside = frame.node as Record<string, unknown>;
  const keys = Object.keys(beside).filter(
    (key) => key !== '$ref' && beside[key] !== (target as Record<string, unknown> | undefined)?.[key],
  );
  return toFrames(frame, keys, extension).map((sibling) => toFrame(sibling));
}

function takeOver(frame: Frame, children: readonly FrameOf[]): Frame[] {
  const { before } = frame;
  frame.before = undefined;
  if (!before?.children) return children.map((child) => toFrame(child));
  const known = new Map(before.children.map((child) => [child.key, child]));
  return children.map((child) => toFrame(child, known.get(child.key)));
}

function itemsOf({ type, pointer, source, node }: Frame, list: readonly unknown[]): FrameOf[] {
  const { items } = type;
  if (items === undefined) return [];
  return list.flatMap((item, key) => {
    const at = toChild(pointer, key);
    const found = typeof items === 'function' ? items(item, source.absoluteRef + at) : items;
    const { node: value, type: own } = resolveDirectly(item, found);
    return isNamed(own) ? [{ node: value, type: own, source, pointer: at, key, parent: node }] : [];
  });
}

function propertiesOf(frame: Frame, extension: Type): FrameOf[] {
  const { type, node } = frame;
  if (!isPlainObject(node)) return [];
  const declared = Object.keys(type.properties).filter((key) => node[key] !== undefined);
  const others = Object.keys(node).filter(
    (key) => !Object.hasOwn(type.properties, key) && (type.additionalProperties || isExtension(type, key)),
  );
  return toFrames(frame, [...declared, ...others.filter((key) => node[key] !== undefined)], extension);
}

function toFrames({ type, pointer, source, node }: Frame, keys: readonly string[], extension: Type): FrameOf[] {
  return keys.flatMap((key) => {
    const found = toChildType(type, key, (node as Record<string, unknown>)[key], extension);
    return found ? [{ ...found, source, pointer: toChild(pointer, key), key, parent: node }] : [];
  });
}

function isExtension({ extensionsPrefix }: Type, key: string): boolean {
  return extensionsPrefix !== undefined && key.startsWith(extensionsPrefix);
}

type Property = Exclude<Type['items'], (...values: never[]) => unknown>;

/** The type of what stands under a key, and that itself; nothing for what is a plain value or unknown. */
function toChildType(type: Type, key: string, value: unknown, extension: Type): { node: unknown; type: Type } | undefined {
  const isOfNobody = isExtension(type, key);
  const declared = Object.hasOwn(type.properties, key) ? type.properties[key] : undefined;
  const property = declared === undefined && !isOfNobody ? type.additionalProperties : declared;
  const chosen = typeof property === 'function' ? property(value, key) : property;
  const { node, type: own } = resolveDirectly(value, isOfNobody && !isNamed(chosen) ? extension : chosen);
  if (isNamed(own)) return own.name !== 'scalar' || isRef(node) ? { node, type: own } : undefined;
  // A plain value may be a reference to one.
  return own && own.resolvable !== false && isRef(node) ? { node, type: scalar } : undefined;
}

const scalar: Type = { name: 'scalar', properties: {} };

function isNamed(type: Property): type is Type {
  return typeof type?.name === 'string';
}

/** Some plain values are references by themselves. */
function resolveDirectly(node: unknown, type: Property): { node: unknown; type: Property } {
  return !isNamed(type) && type?.directResolveAs ? { node: { $ref: node }, type: type.directResolveAs } : { node, type };
}
