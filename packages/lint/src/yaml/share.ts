import { isPlainObject } from '@redocly/openapi-core';

/**
 * A value in which everything that is as it was before is the same object as before: whoever keeps what he knows by object keeps it. Its strings are
 * those of before or copies, for one that is cut from a file's text would keep all of that.
 * @param now a fresh value of nobody else: it is changed
 */
export function share(now: unknown, before: unknown): unknown {
  return shareWith(now, before, { results: new Map(), used: new Set() });
}

interface Sharing {
  /** What became of each object: an alias is another way to one, and may lead in a circle. */
  results: Map<object, unknown>;
  /** The objects of before that are there again. What was one by an alias may be two now, and must not be one then. */
  used: Set<object>;
}

function shareWith(now: unknown, before: unknown, sharing: Sharing): unknown {
  if (typeof now === 'string') return now === before ? before : structuredClone(now);
  if (typeof now !== 'object' || now === null) return now;
  if (sharing.results.has(now)) return sharing.results.get(now);
  sharing.results.set(now, now);
  const result = Array.isArray(now) ? shareList(now, before, sharing) : shareObject(now, before, sharing);
  sharing.results.set(now, result);
  return result;
}

function shareList(now: unknown[], before: unknown, sharing: Sharing): unknown {
  const known: unknown[] = Array.isArray(before) ? before : [];
  for (const [index, item] of now.entries()) now[index] = shareWith(item, known[index], sharing);
  const isSame = known === before && known.length === now.length && now.every((item, index) => Object.is(item, known[index]));
  return isSame ? use(known, now, sharing) : now;
}

function shareObject(now: object, before: unknown, sharing: Sharing): unknown {
  // A date, or what else a tag may make.
  if (!isPlainObject(now)) return now;
  const known = isPlainObject(before) ? before : {};
  const keys = Object.keys(now);
  for (const key of keys) {
    const value = shareWith(now[key], Object.hasOwn(known, key) ? known[key] : undefined, sharing);
    // An assignment to `__proto__` would set the prototype.
    if (key === '__proto__') Object.defineProperty(now, key, { value });
    else now[key] = value;
  }
  const others = Object.keys(known);
  const isSame =
    known === before &&
    others.length === keys.length &&
    keys.every((key, index) => key === others[index] && Object.is(now[key], known[key]));
  return isSame ? use(known, now, sharing) : now;
}

function use(before: object, now: object, { used }: Sharing): object {
  if (used.has(before)) return now;
  used.add(before);
  return before;
}
