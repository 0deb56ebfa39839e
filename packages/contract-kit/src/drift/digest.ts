import { placeText, toPlace } from '../report/place.ts';
import type { Drift } from './drift.ts';
import type { Finding } from './finding.ts';
import { tidyPath } from './elsewhere.ts';

/** A finding as plain data. */
export interface FindingDigest {
  api: string;
  /** Absent for an address that no operation has. */
  operation?: string;
  method: string;
  /** Of the contract. */
  path: string;
  side: 'request' | 'response';
  rule: string;
  message: string;
  expected: string;
  actual: string;
  at: { file: string; line: number; column: number };
  count: number;
  first: { file: string; entry: number; method: string; path: string; status: number };
  source: Finding['source'];
}

/** What a report says, as plain data. */
export interface DriftDigest {
  recordings: readonly { file: string; count: number }[];
  exchanges: { judged: number; affected: number };
  operations: { known: number; seen: number };
  findings: FindingDigest[];
  hosts: { host: string; count: number }[];
  skipped: { reason: string; count: number }[];
  elsewhere: Drift['elsewhere'];
  remarks: readonly string[];
  exercise?: Drift['exercise'];
}

export function toDriftDigest(drift: Drift): DriftDigest {
  const { recordings, specs, judged, affected, seen, findings, hosts, skipped, elsewhere, remarks, exercise } = drift;
  return {
    recordings,
    exchanges: { judged, affected },
    operations: { known: specs.reduce((sum, { operations }) => sum + operations.length, 0), seen: seen.size },
    findings: findings.map(toFinding),
    hosts: [...hosts].map(([host, count]) => ({ host, count })),
    skipped: [...skipped].map(([reason, count]) => ({ reason, count })),
    elsewhere,
    remarks,
    ...(exercise && { exercise }),
  };
}

function toFinding({ spec, operation, at, first, ...finding }: Finding): FindingDigest {
  const { side, rule, message, expected, actual, count, source } = finding;
  const path = operation?.path ?? tidyPath(first.path);
  const id = operation && { operation: operation.id };
  const place = { ...toPlace(at), column: at.column };
  return { api: spec.name, ...id, method: first.method, path, side, rule, message, expected, actual, at: place, count, first, source };
}

/** `specs/login/openapi.yaml:12:5`. */
export function placeOf({ at }: FindingDigest): string {
  return `${placeText(at)}:${at.column}`;
}

/** `login · signIn · POST /api/sign-in`. */
export function subjectOf({ api, operation, method, path }: FindingDigest): string {
  return [api, ...(operation === undefined || operation === `${method} ${path}` ? [] : [operation]), `${method} ${path}`].join(' · ');
}

/** Of one operation together, in the order in which they were met. */
export function byOperation(findings: readonly FindingDigest[]): Map<string, FindingDigest[]> {
  return Map.groupBy(findings, subjectOf);
}

/** Where it was seen, in one line. */
export function sightingOf({ count, first: { file, entry, method, path, status } }: FindingDigest): string {
  const times = count === 1 ? 'once' : `${count} times, first`;
  return `${times} in ${file}, log.entries[${entry}]: ${method} ${path} → ${status}`;
}

/** The last line of a report. */
export function verdictOf({ findings, exchanges: { judged, affected }, operations: { known, seen } }: DriftDigest): string {
  const reach = `${judged} ${judged === 1 ? 'exchange' : 'exchanges'} with ${seen} of ${known} operations`;
  if (findings.length === 0) return `fits: ${reach}`;
  return `drift: ${findings.length} ${findings.length === 1 ? 'finding' : 'findings'} in ${affected} of ${reach}`;
}
