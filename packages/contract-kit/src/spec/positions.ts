import { EVENT_ID, getScalarValue, type Event } from 'js-yaml';

/** Where the value of a pointer is written: at its key in a mapping, at its first character elsewhere. Counts from the start of the text. */
export interface Place {
  start: number;
  children?: Map<string, Place>;
}

/** Finds the places of all nodes from the parser's events, which know nothing but offsets. */
export function placesOf(events: readonly Event[], text: string): Place {
  // The first event opens the document.
  return readNode({ events, text, next: 1, anchors: new Map() });
}

/** The place that these keys lead to; for keys into nowhere the nearest above it. */
export function placeAt(root: Place, keys: readonly string[]): Place {
  let place = root;
  for (const key of keys) {
    const next = place.children?.get(key);
    if (!next) break;
    place = next;
  }
  return place;
}

interface Reader {
  events: readonly Event[];
  text: string;
  /** The event that is read next. */
  next: number;
  anchors: Map<string, Place>;
}

function readNode(reader: Reader): Place {
  const event = reader.events[reader.next++];
  if (!event || event.type === EVENT_ID.POP || event.type === EVENT_ID.DOCUMENT) return { start: 0 };
  const name = 'anchorStart' in event && event.anchorStart >= 0 ? reader.text.slice(event.anchorStart, event.anchorEnd) : undefined;
  if (event.type === EVENT_ID.ALIAS) return reader.anchors.get(toName(name)) ?? { start: event.anchorStart };
  const place: Place = event.type === EVENT_ID.SCALAR ? { start: event.valueStart } : { start: event.start, children: new Map() };
  if (name) reader.anchors.set(toName(name), place);
  if (event.type === EVENT_ID.MAPPING) readMapping(reader, place.children);
  if (event.type === EVENT_ID.SEQUENCE) readSequence(reader, place.children);
  return place;
}

function readMapping(reader: Reader, children: Place['children']): void {
  while (!hasEnded(reader)) {
    const key = reader.events[reader.next];
    const { start } = readNode(reader);
    const value = readNode(reader);
    // An alias keeps the children of what it stands for, but is written here.
    if (key?.type === EVENT_ID.SCALAR)
      children?.set(getScalarValue(reader.text, key), { start, ...(value.children && { children: value.children }) });
  }
}

function readSequence(reader: Reader, children: Place['children']): void {
  for (let index = 0; !hasEnded(reader); index++) children?.set(String(index), readNode(reader));
}

function hasEnded(reader: Reader): boolean {
  const event = reader.events[reader.next];
  if (event && event.type !== EVENT_ID.POP) return false;
  reader.next++;
  return true;
}

function toName(written: string | undefined): string {
  return (written ?? '').replace(/^[&*]/, '');
}
