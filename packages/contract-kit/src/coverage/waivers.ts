import { readDocument, type Document } from '../spec/document.ts';
import { SpecError, toText, type Location } from '../spec/location.ts';
import { child } from '../spec/pointer.ts';
import { stateOf, type Item } from './item.ts';
import { quote } from './quote.ts';

/** Somebody's word that an item need not be covered for now. */
export interface Waiver {
  /** An item's id, in which `*` stands for anything. */
  item: string;
  reason: string;
  /** The last day on which it holds, `YYYY-MM-DD` in UTC. */
  expires: string;
  at: Location;
  /** Set when it is applied. */
  expired?: boolean;
}

/**
 * Reads a YAML list of `{item, reason, expires}`. Throws a `SpecError` that names the line: not a list, a key that is missing, unknown or empty, no date.
 */
export async function readWaivers(file: string): Promise<Waiver[]> {
  return toWaivers(await readDocument(file));
}

/** The same for a document that is read. An empty one has no waivers. */
export function toWaivers(document: Document): Waiver[] {
  const { value } = document;
  if (value === null || value === undefined) return [];
  if (!Array.isArray(value)) throw new SpecError('waivers are a list of item, reason and expires', document.locate(''));
  return value.map((entry: unknown, index) => toWaiver(document, entry, child('', index)));
}

function toWaiver(document: Document, entry: unknown, pointer: string): Waiver {
  const at = document.locate(pointer);
  if (typeof entry !== 'object' || entry === null) throw new SpecError('a waiver has item, reason and expires', at);
  for (const key of Object.keys(entry))
    if (!['item', 'reason', 'expires'].includes(key)) throw new SpecError(`a waiver has no ${key}`, document.locate(child(pointer, key)));
  const read = (key: string): string => {
    const value = (entry as Record<string, unknown>)[key];
    if (typeof value === 'string' && value.trim() !== '') return value.trim();
    throw new SpecError(`a waiver needs ${key}, a text that is not empty`, document.locate(child(pointer, key)));
  };
  const waiver = { item: read('item'), reason: read('reason'), expires: read('expires'), at };
  if (!isDate(waiver.expires)) throw new SpecError('expires is a date, YYYY-MM-DD', document.locate(child(pointer, 'expires')));
  return waiver;
}

/**
 * Gives each item its waiver: one that still holds before one that has expired. Names those that have expired or that nothing needs, apart from
 * those of operations that this contract does not have.
 */
export function applyWaivers(
  items: readonly Item[],
  waivers: readonly Waiver[],
  { today, operations }: { today: Date; operations: readonly string[] },
): { items: Item[]; remarks: Remark[] } {
  const day = today.toISOString().slice(0, 10);
  const sorted = waivers
    .map((waiver) => ({ waiver: { ...waiver, expired: waiver.expires < day }, pattern: toPattern(waiver.item), used: false }))
    .toSorted((a, b) => Number(a.waiver.expired) - Number(b.waiver.expired));
  const applied = items.map((item) => {
    if (stateOf(item) !== 'missing') return item;
    const found = sorted.find(({ pattern }) => pattern.test(item.id));
    if (!found) return item;
    found.used = true;
    return { ...item, waiver: found.waiver };
  });
  const own = sorted.filter(({ waiver }) => concerns(waiver, operations));
  const remarks = own.flatMap(({ waiver, used }) => remarkOf(waiver, used) ?? []);
  return { items: applied, remarks };
}

interface Remark {
  message: string;
  at: Location;
}

function remarkOf({ item, expires, expired, at }: Waiver, used: boolean): Remark | undefined {
  if (!used) return { message: `${toText(at)}: nothing needs the waiver of ${item}`, at };
  return expired ? { message: `${toText(at)}: the waiver of ${item} has expired on ${expires}`, at } : undefined;
}

/** An id of an operation may hold `/`, where it is method and path. */
function concerns({ item }: Waiver, operations: readonly string[]): boolean {
  const [fixed = ''] = item.split('*');
  return operations.some((id) => `${id}/`.startsWith(fixed) || fixed.startsWith(`${id}/`));
}

function toPattern(glob: string): RegExp {
  return new RegExp(`^${glob.split('*').map(quote).join('.*')}$`, 'su');
}

function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true;
}
