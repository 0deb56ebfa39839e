import type { Schema, SchemaObject } from '../spec/spec.ts';
import { join, neither, seenThrough, type Direction, type Sense } from './direction.ts';
import { createMeetings, type Meeting, type Unchanged } from './meeting.ts';
import type { Side } from './side.ts';

export interface PathStep {
  /** Of a property, `*` for any item; undefined for a branch of a composition, which is about the same part. */
  key: string | undefined;
  /** What is said of it by both. */
  before: Schema;
  after: Schema;
}

/** Two schemas of one part of a value that are not alike, as near to the difference as can be said. */
export interface Spot {
  /** The way to the part. */
  path: readonly PathStep[];
  before: Schema;
  after: Schema;
  /** What differs: keywords, and pointers to schemas below. Empty for a schema that is a mere yes or no. */
  parts: Meeting['parts'];
  direction: Direction;
  /** The two schemas of the whole part where these are branches of a composition; else these. */
  around: { before: Schema; after: Schema };
  /** The same wherever the two are met. */
  identity: object;
}

/** An extension that the two schemas of a part do not have alike. */
export interface ExtensionSpot extends Pick<Spot, 'path'> {
  name: string;
  before: SchemaObject;
  after: SchemaObject;
}

/** Finds what is not alike in two schemas, whatever their components are called and in whichever order they are written. */
export interface Differences {
  /** Each difference once, the nearest first. None for schemas that say the same, word by word. */
  find(before: Schema, after: Schema): readonly Spot[];
  /** The same for extensions that clients are made by. */
  findExtensions(before: Schema, after: Schema): readonly ExtensionSpot[];
  isSame(before: Schema, after: Schema): boolean;
}

export function createDifferences(before: Side, after: Side, isUnchanged: Unchanged): Differences {
  const meet = createMeetings(before, after, isUnchanged);
  const found = new Map<Meeting, Walk>();
  const findAll = (old: Schema, next: Schema): Walk => {
    const meeting = meet(old, next);
    const all = found.get(meeting) ?? walk(meeting);
    found.set(meeting, all);
    return all;
  };
  return {
    find: (old, next) => findAll(old, next).spots,
    findExtensions: (old, next) => findAll(old, next).extensions,
    isSame: (old, next) => Object.values(findAll(old, next)).every(({ length }) => length === 0),
  };
}

interface Walk {
  spots: readonly Spot[];
  extensions: readonly ExtensionSpot[];
}

/** On the way through the schemas. */
interface Visit {
  meeting: Meeting;
  path: readonly PathStep[];
  sense: Sense;
  around: Meeting;
  /** A schema on the way counts the properties that its branches name. */
  isCounted: boolean;
  /** The schema that no path leads out of, and the part of it that was taken. */
  host?: { visit: Visit; part: string } | undefined;
}

function walk(root: Meeting): Walk {
  const spots = new Map<Meeting, Spot>();
  const seen = new Map<Meeting, Set<string>>();
  const visits: Visit[] = [{ meeting: root, path: [], sense: 'same', around: root, isCounted: false }];
  // An array yields what was added while it is walked.
  for (const visit of visits) {
    const { meeting, sense, isCounted, host } = visit;
    const ways = seen.get(meeting) ?? new Set();
    const way = `${sense} ${isCounted} ${host?.part ?? ''}`;
    if (ways.has(way)) continue;
    seen.set(meeting, ways.add(way));
    note(spots, visit);
    for (const step of meeting.steps) visits.push(follow(visit, step));
  }
  return { spots: [...spots.values()], extensions: [...seen.keys()].flatMap((meeting) => extensionsOf(meeting, visits)) };
}

function extensionsOf({ before, after, extensions }: Meeting, visits: readonly Visit[]): ExtensionSpot[] {
  if (typeof before === 'boolean' || typeof after === 'boolean' || extensions.length === 0) return [];
  const path = visits.find(({ meeting }) => meeting.before === before && meeting.after === after)?.path ?? [];
  return extensions.map((name) => ({ name, before, after, path }));
}

function follow(visit: Visit, { to, key, inside, sense }: Meeting['steps'][number]): Visit {
  const { meeting, path, around, isCounted, host } = visit;
  const common = {
    meeting: to,
    sense: compose(visit.sense, sense),
    host: host ?? (inside === undefined ? undefined : { visit, part: inside }),
  };
  const longer = inside === undefined ? [...path, { key, before: to.before, after: to.after }] : path;
  if (key !== undefined) return { ...common, path: longer, around: to, isCounted: false };
  return { ...common, path: longer, around, isCounted: inside === undefined && (isCounted || meeting.counts) };
}

function compose(outer: Sense, inner: Sense): Sense {
  if (outer === 'unclear' || inner === 'unclear') return 'unclear';
  return outer === inner ? 'same' : 'opposite';
}

function note(spots: Map<Meeting, Spot>, { meeting, sense, isCounted, host, ...visit }: Visit): void {
  const { parts } = meeting;
  const direction = isCounted ? meeting.counted : meeting.direction;
  if (parts.before.size + parts.after.size === 0 && !direction.refuses && !direction.accepts) return;
  const seen = seenThrough(sense, direction);
  const at = host?.visit ?? { ...visit, meeting };
  const spot = spots.get(at.meeting);
  const own = host ? { before: new Set([host.part]), after: new Set([host.part]) } : parts;
  spots.set(at.meeting, {
    path: at.path,
    before: at.meeting.before,
    after: at.meeting.after,
    parts: spot ? { before: spot.parts.before.union(own.before), after: spot.parts.after.union(own.after) } : own,
    direction: join(spot?.direction ?? neither, seen),
    around: at.around,
    identity: at.meeting,
  });
}
