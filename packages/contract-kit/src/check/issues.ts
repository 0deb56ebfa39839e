import { isObject } from '../values/json.ts';
import { lastName, normalise, subjectsOf } from './words.ts';

/** One complaint of an error body. */
export interface Issue {
  /** Whom it blames, normalised; empty if that cannot be told. */
  blames: readonly string[];
  /** All its names and sentences. */
  texts: readonly string[];
}

/** Properties that hold a list of issues, or issues by field. */
const lists = new Set(
  [
    'errors',
    'error',
    'issues',
    'details',
    'detail',
    'violations',
    'fields',
    'fielderrors',
    'invalidparams',
    'validationerrors',
    'problems',
  ].concat(['failures', 'causes', 'messages', 'message', 'formerrors', 'constraintviolations', 'validation']),
);
/** Properties of an issue that say which field it is about. */
const places = new Set(
  [
    'field',
    'fieldname',
    'path',
    'loc',
    'location',
    'pointer',
    'property',
    'propertypath',
    'param',
    'parameter',
    'name',
    'instancepath',
  ].concat(['datapath', 'source', 'key', 'attribute', 'target']),
);
/** What nearly every error body has: naming nothing. */
const envelope = new Set(
  [
    'message',
    'messages',
    'status',
    'statuscode',
    'code',
    'type',
    'title',
    'detail',
    'instance',
    'path',
    'timestamp',
    'requestid',
    'traceid',
  ].concat(['success', 'ok', 'data', 'name', 'description', 'errorcode', 'errordescription']),
);
/** What the request said, sent back: it names every field, and blames none. */
const echoes = new Set(['input', 'received', 'value', 'rejectedvalue', 'invalidvalue']);

/** The issues in an error body, wherever it keeps them. */
export function issuesOf(body: unknown, depth = 0): Issue[] {
  if (!isObject(body) || depth > 3) return [];
  return Object.entries(body).flatMap(([key, value]) => {
    const isListed = lists.has(normalise(key));
    if (Array.isArray(value)) return isListed || depth > 0 ? value.map(toIssue) : envelope.has(normalise(key)) ? [] : [byField(key, value)];
    if (!isObject(value)) return [];
    const isMap = isListed && !Object.keys(value).some((name) => lists.has(normalise(name)) || envelope.has(normalise(name)));
    return isMap ? Object.entries(value).map(([name, part]) => byField(name, part)) : issuesOf(value, depth + 1);
  });
}

function byField(name: string, value: unknown): Issue {
  return { blames: [normalise(lastName(name))], texts: [name, ...textsOf(value)] };
}

function toIssue(value: unknown): Issue {
  const texts = textsOf(value, true);
  if (typeof value === 'string') return { blames: subjectsOf(value), texts };
  if (!isObject(value)) return { blames: [], texts };
  const named = Object.entries(value).filter(([key]) => places.has(normalise(key)));
  const located = named.flatMap(([, place]) => pathOf(place)).map((path) => normalise(lastName(path)));
  return { blames: located.length > 0 ? located : sentencesOf(value).flatMap(subjectsOf), texts };
}

/** A place as text, as the segments of a path, or one step deeper: `{pointer: '/email'}`. */
function pathOf(place: unknown): string[] {
  if (typeof place === 'string') return [place];
  if (Array.isArray(place)) return place.filter((segment) => typeof segment === 'string').slice(-1);
  return isObject(place) ? Object.values(place).filter((part) => typeof part === 'string') : [];
}

function sentencesOf(value: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(value).flatMap(([key, part]) => (typeof part === 'string' && !echoes.has(normalise(key)) ? [part] : []));
}

/** All strings of an error body and all names that may be a field's. */
export function textsOf(value: unknown, isIssue = false): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap((item) => textsOf(item, isIssue));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, part]) => {
    const name = normalise(key);
    if (echoes.has(name) && isIssue) return [];
    const isName = !envelope.has(name) && !lists.has(name) && !(isIssue && places.has(name));
    return [...(isName ? [key] : []), ...textsOf(part, isIssue || lists.has(name))];
  });
}
