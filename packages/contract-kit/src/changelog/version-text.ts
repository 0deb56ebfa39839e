import { EVENT_ID, getScalarValue, parseEvents, SCALAR_STYLE, type Event } from 'js-yaml';
import { SpecError } from '../spec/location.ts';

/** A stretch of a text. */
interface Span {
  start: number;
  end: number;
}

/**
 * The text of a contract with another `info.version`; not one other character differs. Throws a `SpecError` where the version is not a plain scalar.
 */
export function withVersion(file: string, text: string, version: string): string {
  const { start, end } = findVersion(file, text);
  return `${text.slice(0, start)}${version}${text.slice(end)}`;
}

function findVersion(file: string, text: string): Span {
  const events = parseEvents(text, { filename: file, maxDepth: 500 });
  const info = valueOf(events, text, 1, 'info');
  const index = info === undefined ? undefined : valueOf(events, text, info, 'version');
  const event = index === undefined ? undefined : events[index];
  const styles: readonly number[] = [SCALAR_STYLE.PLAIN, SCALAR_STYLE.SINGLE_QUOTED, SCALAR_STYLE.DOUBLE_QUOTED];
  if (event?.type === EVENT_ID.SCALAR && styles.includes(event.style) && event.valueEnd > event.valueStart)
    return { start: event.valueStart, end: event.valueEnd };
  throw new SpecError('info.version cannot be edited: write it as a plain text, e.g. `version: 1.0.0`', {
    file,
    line: 1,
    column: 1,
    pointer: '/info/version',
  });
}

/** The index of the event at which the value of a key of a mapping begins. */
function valueOf(events: readonly Event[], text: string, mapping: number, wanted: string): number | undefined {
  if (events[mapping]?.type !== EVENT_ID.MAPPING) return undefined;
  for (let index = mapping + 1; events[index] && events[index]?.type !== EVENT_ID.POP;) {
    const key = events[index];
    const value = behind(events, index);
    if (key?.type === EVENT_ID.SCALAR && getScalarValue(text, key) === wanted) return value;
    index = behind(events, value);
  }
  return undefined;
}

/** The index behind the node that begins at an event. */
function behind(events: readonly Event[], start: number): number {
  let depth = 0;
  let index = start;
  do {
    const type = events[index]?.type;
    if (type === EVENT_ID.MAPPING || type === EVENT_ID.SEQUENCE) depth++;
    else if (type === EVENT_ID.POP) depth--;
    index++;
  } while (depth > 0 && index < events.length);
  return index;
}
