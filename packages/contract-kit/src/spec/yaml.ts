import { COLLECTION_STYLE, constructFromEvents, CORE_SCHEMA, EVENT_ID, getScalarValue, mergeTag, parseEvents, type Event } from 'js-yaml';
import { worthwhile, type Entry, type Outline } from './outline.ts';

/** Every combination of anchors that a person would write, and no bomb of them. */
const maxAliases = 100_000;
const schema = CORE_SCHEMA.withTags(mergeTag);
/** Lines that mean something only in the text as a whole: directives, and marks between documents. */
const marks = /^(?:%|---|\.\.\.)/m;

/** The documents of a text. Throws a `YAMLException`. */
export function readYaml(text: string, file: string): { values: readonly unknown[]; events: readonly Event[] } {
  const events = eventsOf(text, file);
  return { events, values: constructFromEvents(events, { source: text, schema, maxAliases }) };
}

export function eventsOf(text: string, file: string): Event[] {
  return parseEvents(text, { filename: file, maxDepth: 500 });
}

/**
 * What can be read on its own: the entries of mappings in block style, each of which begins on a line of its own. Not those that have to do with an
 * anchor or a merge, but others within these.
 */
export function outlineOfYaml(text: string, events: readonly Event[]): Outline {
  const isPlain = text.length >= worthwhile && !marks.test(text);
  return { length: text.length, at: 0, isAlone: true, entries: isPlain ? topEntries(text, events) : undefined };
}

/** What an entry says now, if it is still one entry of that name and reads the same wherever it stands. Throws a `YAMLException`. */
export function readYamlEntry(text: string, key: string, indent: number): { value: unknown; outline: Outline } | undefined {
  if (marks.test(text) || text.search(/[^ ]/) !== indent) return undefined;
  const { values, events } = readYaml(text, '');
  const entry = topEntries(text, events)?.get(key);
  const [value] = values as Record<string, unknown>[];
  if (
    values.length > 1 ||
    !value ||
    !entry?.outline.isAlone ||
    entry.start > 0 ||
    Object.keys(value).length > 1 ||
    !Object.hasOwn(value, key)
  )
    return undefined;
  return { value: value[key], outline: entry.outline };
}

interface Reader {
  text: string;
  events: readonly Event[];
  /** Of the event that opens a collection: the index of the one behind its end. */
  ends: Int32Array;
  /** How many anchors and aliases stand before an event. */
  names: Int32Array;
}

function topEntries(text: string, events: readonly Event[]): Outline['entries'] {
  const ends = new Int32Array(events.length);
  const names = new Int32Array(events.length + 1);
  const open: number[] = [];
  for (const [index, event] of events.entries()) {
    ends[index] = index + 1;
    names[index + 1] = (names[index] ?? 0) + (event.type === EVENT_ID.ALIAS || isAnchored(event) ? 1 : 0);
    if (event.type === EVENT_ID.POP) ends[open.pop() ?? 0] = index + 1;
    else if (event.type !== EVENT_ID.SCALAR && event.type !== EVENT_ID.ALIAS) open.push(index);
  }
  // The first event opens the document.
  return entriesOf({ text, events, ends, names }, 1, 0, text.length);
}

function isAnchored(event: Event): boolean {
  return 'anchorStart' in event && event.anchorStart >= 0;
}

/** The entries of the mapping that this event opens. It is in the text from `start` to `end`. */
function entriesOf(reader: Reader, index: number, start: number, end: number): Outline['entries'] {
  const { events, ends } = reader;
  const event = events[index];
  if (event?.type !== EVENT_ID.MAPPING || event.style !== COLLECTION_STYLE.BLOCK || isAnchored(event)) return undefined;
  const found: Key[] = [];
  for (let next = index + 1; events[next]?.type !== EVENT_ID.POP; next = ends[next + 1] ?? 0) {
    const key = keyAt(reader, next);
    if (!key) return undefined;
    found.push(key);
  }
  const outlines = found.map((key, place) => entryOf(reader, key, start, found[place + 1]?.line ?? end));
  return new Map(outlines);
}

interface Key {
  name: string;
  /** Where its line starts. */
  line: number;
  at: number;
  /** The index of the event that the value begins with. */
  value: number;
}

/** A key that stands first on its line. */
function keyAt({ text, events }: Reader, index: number): Key | undefined {
  const event = events[index];
  if (event?.type !== EVENT_ID.SCALAR) return undefined;
  const line = text.lastIndexOf('\n', event.valueStart - 1) + 1;
  const name = getScalarValue(text, event);
  const isFirst = /^ *["']?$/.test(text.slice(line, event.valueStart));
  return isFirst && name !== '<<' ? { name, line, at: event.valueStart, value: index + 1 } : undefined;
}

function entryOf(reader: Reader, { name, line, at, value }: Key, start: number, end: number): [string, Entry] {
  const { ends, names } = reader;
  // An alias and its anchor may be far apart.
  const isAlone = names[value - 1] === names[ends[value] ?? 0];
  const entries = end - line < worthwhile ? undefined : entriesOf(reader, value, line, end);
  return [name, { start: line - start, outline: { length: end - line, at: at - line, isAlone, entries } }];
}
