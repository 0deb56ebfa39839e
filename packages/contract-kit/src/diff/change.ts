import type { Location } from '../spec/location.ts';

/** How far `info.version` must move. */
export type Level = 'none' | 'patch' | 'minor' | 'major';

/** What shows that a change breaks somebody: plain data that can be sent, or received. */
export interface Witness {
  /** A request that the old contract accepted and the new one refuses; a response that the old one forbade and the new one allows. */
  kind: 'request' | 'response';
  operation: string;
  /** `body`, `query limit`, `credentials`, `200 body`, `429 header Retry-After`. */
  where: string;
  /** Undefined where the absence is the point. */
  value: unknown;
  /** The same with its secrets masked, where it has any. What leaves the kit has no other. */
  shown?: unknown;
  /** The sentence that refuses it: of the new contract for a request, of the old one for a response. */
  refusedBy: { keyword: string; at: Location };
  /** In one sentence. */
  says: string;
}

/** One difference between two versions of a contract. */
export interface Change {
  level: 'major' | 'minor' | 'patch';
  /** `request-narrowed`, or the name of Redocly's rule where Redocly saw it too. */
  rule: string;
  message: string;
  /** In the new contract, or in the old one for what is gone. */
  at: Location | undefined;
  /** The operation's id in the new contract, or in the old one for what is gone. */
  operation?: string;
  source: 'redocly' | 'witness' | 'both';
  witness?: Witness;
  /** Redocly calls it major, and nothing could be found that shows it: probably the same in other words. Does not count. */
  equivalent?: true;
}

/** What became of one API. */
export interface ApiDiff {
  api: string;
  /** The revision that the working tree is compared with; undefined for an API that is new. */
  base: string | undefined;
  /** `info.version`, empty where there is no such side. */
  from: string;
  to: string;
  /** The greatest level of the changes that count. */
  level: Level;
  /** The least version that these changes allow. */
  next: string;
  /** Whether `to` is at least `next`. */
  sufficient: boolean;
  /** The gravest first. */
  changes: readonly Change[];
  /** What limits this verdict, e.g. that Redocly could not be run. */
  remarks: readonly string[];
}

/** Nothing that is said of a change holds a secret, but for the value of its witness. */
export function withoutSecrets(change: Change): Change {
  const { witness } = change;
  if (!witness || !('shown' in witness)) return change;
  const { shown, ...rest } = witness;
  return { ...change, witness: { ...rest, value: shown } };
}

export const levels: readonly Level[] = ['none', 'patch', 'minor', 'major'];

/** The greatest level of the changes that count. One that is probably equivalent is a change of words. */
export function levelOf(changes: readonly Change[]): Level {
  const ranks = changes.map(({ level, equivalent }) => levels.indexOf(equivalent ? 'patch' : level));
  return levels[Math.max(0, ...ranks)] ?? 'none';
}
