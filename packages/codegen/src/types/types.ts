import { resolveRef } from 'openapi-typescript';
import { isObject, type JsonObject } from '../json.ts';
import { withVariants } from '../variants.ts';
import { createDiscriminators, type Discriminators } from './discriminators.ts';
import { componentKinds, entriesOf, type Entry, withEntries } from './entries.ts';
import { type Emitted, emitEntry } from './entry.ts';

/** An entry's types, and what they were made from. */
interface Known {
  node: unknown;
  emitted: Emitted;
  reads: readonly Read[];
}

/** Something outside of the entry that was looked up, and what was found. */
interface Read {
  of: 'reference' | 'discriminator' | 'handled';
  key: string;
  value: unknown;
}

/**
 * Creates what writes the types of a document as openapi-typescript does: `paths`, `webhooks`, `components`, `$defs`, `operations`. It remembers the
 * types of each path and component, so that a document in which most of them are the same objects as before takes little time.
 */
export function createTypes(): (document: JsonObject) => string {
  const variants = new WeakMap<object, unknown>();
  const discriminatorsOf = createDiscriminators();
  let before = new Map<string, Known>();
  return (document) => {
    const rewritten = withEntries(document, ({ node }) => toVariant(node, variants));
    const discriminators = discriminatorsOf(rewritten);
    const surroundings = { ...discriminators, resolve: createResolve(discriminators.document) };
    const now = new Map<string, Known>();
    const sections = new Map<string, Emitted[]>();
    for (const entry of entriesOf(discriminators.document)) {
      const key = `${entry.section} ${entry.name}`;
      const known = refresh(entry, surroundings, before.get(key));
      now.set(key, known);
      const section = sections.get(entry.section) ?? [];
      section.push(known.emitted);
      sections.set(entry.section, section);
    }
    before = now;
    return assemble(document, sections);
  };
}

function toVariant(node: unknown, known: WeakMap<object, unknown>): unknown {
  if (typeof node !== 'object' || node === null) return node;
  if (!known.has(node)) known.set(node, withVariants(node));
  return known.get(node);
}

interface Surroundings extends Discriminators {
  resolve(ref: string): unknown;
}

/** As openapi-typescript resolves, and each reference once. */
function createResolve(document: JsonObject): (ref: string) => unknown {
  const known = new Map<string, unknown>();
  return (ref) => {
    if (!known.has(ref)) known.set(ref, resolveRef(document, ref, { silent: true }));
    return known.get(ref);
  };
}

function refresh(entry: Entry, surroundings: Surroundings, before?: Known): Known {
  const isSame = ({ of, key, value }: Read): boolean => lookUp(of, key, surroundings) === value;
  if (before && before.node === entry.node && before.reads.every(isSame)) return before;
  const reads: Read[] = [];
  const note = (of: Read['of'], key: string) => void reads.push({ of, key, value: lookUp(of, key, surroundings) });
  const { objects, handled, resolve } = surroundings;
  const emitted = emitEntry(entry, {
    resolve: <Value>(key: string) => {
      note('reference', key);
      return resolve(key) as Value | undefined;
    },
    discriminators: {
      objects: watch(objects, (key) => note('discriminator', key)),
      refsHandled: watchList(handled, (key) => note('handled', key)),
    },
  });
  return { node: entry.node, emitted, reads };
}

function lookUp(of: Read['of'], key: string, { resolve, objects, handled }: Surroundings): unknown {
  if (of === 'reference') return resolve(key);
  return of === 'handled' ? handled.includes(key) : JSON.stringify(objects[key]);
}

function watch<Value extends object>(value: Value, note: (key: string) => void): Value {
  const get = (target: Value, key: string | symbol): unknown => {
    note(String(key));
    return Reflect.get(target, key);
  };
  return new Proxy(value, { get });
}

/** Nobody asks it for anything else than whether something is in it. */
function watchList(list: readonly string[], note: (item: string) => void): string[] {
  const includes = (item: string): boolean => {
    note(item);
    return list.includes(item);
  };
  return Object.assign([], { includes });
}

function assemble(document: JsonObject, sections: ReadonlyMap<string, readonly Emitted[]>): string {
  const linesOf = (section: string) => (sections.get(section) ?? []).map(({ text }) => text).join('');
  const kinds = componentKinds.map((kind) => (linesOf(kind) ? `    ${kind}: {\n${linesOf(kind)}    };\n` : `    ${kind}: never;\n`));
  return [
    toDeclaration('paths', linesOf('paths')),
    toDeclaration('webhooks', linesOf('webhooks')),
    toDeclaration('components', isObject(document['components']) ? kinds.join('') : ''),
    toDeclaration('$defs', ''),
    ...toFooter([...sections.values()].flat()),
  ].join('');
}

function toDeclaration(name: string, members: string): string {
  return members ? `export interface ${name} {\n${members}}\n` : `export type ${name} = Record<string, never>;\n`;
}

/** Operations and helpers, each where the first of it came up. */
function toFooter(entries: readonly Emitted[]): string[] {
  const items = entries.flatMap(({ footer }) => footer);
  const operations = items.flatMap((item) => (typeof item === 'string' ? [] : [item.operations])).join('');
  const declaration = toDeclaration('operations', operations);
  return [...new Set([...items.map((item) => (typeof item === 'string' ? item : declaration)), declaration])];
}
