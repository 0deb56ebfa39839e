import type { ApiDiff, Level } from '../diff/change.ts';
import { isEnough, nextVersion } from '../diff/version.ts';

/** Which version the changes of a contract get. */
export interface Decision {
  level: Level;
  /** The least one that they ask for. */
  next: string;
  /** The one that they get. */
  to: string;
}

/**
 * The version that a contract says, if it is enough. One that an earlier run computed is computed again, so that it follows when changes are taken back;
 * one that somebody chose stays. `computed`: what that run came to. Throws an `Error` where the versions are not semantic.
 */
export function decideVersion(
  { api, base, from, to, level }: Pick<ApiDiff, 'api' | 'base' | 'from' | 'to' | 'level'>,
  computed: string | undefined,
): Decision {
  if (base === undefined) return { level: 'minor', next: to, to };
  const next = level === 'none' ? from : nextVersion(from, level);
  if (level !== 'none' && next === '')
    throw new Error(`${api}: info.version was ${from}, which is no semantic version such as 1.0.0: no next one can be told`);
  const isOwn = to !== next && to === computed;
  return { level, next, to: isOwn || !isEnough(to, next) ? next : to };
}
