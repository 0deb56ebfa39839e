import { scanDiscriminators } from 'openapi-typescript';
import { isObject, type JsonObject } from '../json.ts';
import { type Entry, entryAt, withEntries } from './entries.ts';

type Scan = ReturnType<typeof scanDiscriminators>;

/** What the discriminators of a document say about its schemas. */
export interface Discriminators {
  /** The document with the schemas as its discriminators change them. */
  document: JsonObject;
  objects: Scan['objects'];
  handled: readonly string[];
}

/** What a part of a document has to do with discriminators. */
type Role = 'none' | 'inherits' | 'discriminates';

interface Known {
  relevant: readonly unknown[];
  scan: Scan;
  /** By section and name. */
  changed: ReadonlyMap<string, unknown>;
}

/**
 * Creates what looks for discriminators. openapi-typescript looks through the whole document for them and changes schemas in it; this lets it look through
 * a copy of only those parts that have to do with discriminators, and again only if one of them changed.
 */
export function createDiscriminators(): (document: JsonObject) => Discriminators {
  const roles = new WeakMap<object, Role>();
  let known: Known | undefined;
  return (document) => {
    const relevant = findRelevant(document, (node) => roleOf(node, roles));
    if (relevant.length === 0) return { document, objects: {}, handled: [] };
    const isKnown = known?.relevant.length === relevant.length && known.relevant.every((node, index) => node === relevant[index]);
    const { scan, changed } = known && isKnown ? known : (known = { relevant, ...scanCopy(document, new Set(relevant), known?.changed) });
    const replaced = withEntries(document, ({ section, name, node }) => changed.get(`${section} ${name}`) ?? node);
    return { document: replaced, objects: scan.objects, handled: scan.refsHandled };
  };
}

/** The parts that have to do with discriminators; none if nothing discriminates. */
function findRelevant(document: JsonObject, roleOfPart: (node: unknown) => Role): unknown[] {
  const parts: unknown[] = Object.entries(document).flatMap(([key, value]) => (isSection(key) ? [] : [value]));
  withEntries(document, ({ node }) => void parts.push(node));
  const origins = parts.filter((node) => roleOfPart(node) === 'discriminates');
  const heirs = parts.filter((node) => roleOfPart(node) === 'inherits');
  return origins.length > 0 ? [...origins, ...heirs, ...origins.flatMap((node) => targetsOf(document, node))] : [];
}

function isSection(key: string): boolean {
  return ['paths', 'webhooks', 'components'].includes(key);
}

function roleOf(node: unknown, known: WeakMap<object, Role>): Role {
  if (typeof node !== 'object' || node === null) return 'none';
  const role = known.get(node) ?? readRole(node);
  known.set(node, role);
  return role;
}

function readRole(node: unknown): Role {
  if (typeof node !== 'object' || node === null) return 'none';
  if (isObject(node) && isObject(node['discriminator']) && node['discriminator']['propertyName']) return 'discriminates';
  let role: Role =
    isObject(node) && Array.isArray(node['allOf']) && node['allOf'].some((part) => isObject(part) && '$ref' in part) ? 'inherits' : 'none';
  for (const inner of Object.values(node)) {
    const below = readRole(inner);
    if (below === 'discriminates') return below;
    if (below === 'inherits') role = below;
  }
  return role;
}

/** The entries that a discriminating part names, and where an alias leads, those behind it. */
function targetsOf(document: JsonObject, node: unknown): unknown[] {
  const refs = new Set<string>();
  const visit = (value: unknown) => {
    if (typeof value === 'string' && value.startsWith('#/')) refs.add(value);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(visit);
  };
  visit(node);
  return [...refs].flatMap((ref) => chainFrom(document, ref).map((entry) => entry.node));
}

/** The entry at the pointer, and after it those to which an alias leads on. */
function chainFrom(document: JsonObject, pointer: string, above: readonly string[] = []): Entry[] {
  const entry = above.includes(pointer) ? undefined : entryAt(document, pointer);
  if (!entry) return [];
  const next = isObject(entry.node) && typeof entry.node['$ref'] === 'string' ? entry.node['$ref'] : undefined;
  return [entry, ...(next === undefined ? [] : chainFrom(document, next, [...above, pointer]))];
}

function scanCopy(document: JsonObject, relevant: ReadonlySet<unknown>, before?: Known['changed']): Pick<Known, 'scan' | 'changed'> {
  const parts = withEntries(document, ({ node }) => (relevant.has(node) ? node : undefined));
  const own = Object.entries(parts).filter(([key, value]) => isSection(key) || relevant.has(value));
  const copy = JSON.parse(JSON.stringify(Object.fromEntries(own))) as JsonObject;
  const scan = scanDiscriminators(copy as unknown as Parameters<typeof scanDiscriminators>[0], { silent: true });
  const changed = scan.refsHandled.flatMap((ref) => {
    const entry = chainFrom(copy, ref).at(-1);
    if (!entry) return [];
    const key = `${entry.section} ${entry.name}`;
    const known = before?.get(key);
    return [[key, JSON.stringify(known) === JSON.stringify(entry.node) ? known : entry.node] as const];
  });
  return { scan, changed: new Map(changed) };
}
