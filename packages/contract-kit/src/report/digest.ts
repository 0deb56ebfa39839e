import { percent } from '../coverage/item.ts';
import type { Result } from '../result.ts';
import { digestCases, type CaseDigest } from './case-digest.ts';
import { digestDimensions, type DimensionDigest } from './coverage-digest.ts';
import { findFindings, type Finding } from './finding.ts';
import { maskAll } from './masked.ts';
import { relativeFile, toPlace, type Place } from './place.ts';
import type { Mask } from '../mask.ts';
import type { Report } from './report.ts';

/** What a report says, as plain data without a secret in it. Every format is made from it, and JSON is nothing but it. */
export interface Digest {
  kit: string;
  spec: { name: string; title: string; version: string; file: string };
  baseUrl: string;
  seed: number;
  /** ISO 8601, UTC. */
  startedAt: string;
  /** Milliseconds. */
  duration: number;
  counts: Record<Result['verdict'], number>;
  /** What is wrong, by the line of the contract that is broken; a fault that many cases show stands here once. */
  findings: Finding[];
  /** By reason. */
  inconclusive: { reason: string; cases: string[] }[];
  cases: CaseDigest[];
  coverage: { percent: number; dimensions: DimensionDigest[]; remarks: string[] };
  gaps: { operation: string; at: Place; rule: string; side: string; reason: string }[];
}

/** Made of the contract alone: a name with a hole in it could not be looked up. The commands are masked where they are made. */
const names = new Set(['id', 'case', 'others', 'file', 'operation', 'operations', 'kind', 'rule', 'step', 'command']);

export function toDigest(report: Report, mask: Mask): Digest {
  const { spec, baseUrl, seed, duration, results, coverage, kit } = report;
  const count = (verdict: Result['verdict']) => results.filter((result) => result.verdict === verdict).length;
  const digest: Digest = {
    kit,
    spec: { name: spec.name, title: spec.title, version: spec.version, file: relativeFile(spec.file) },
    baseUrl,
    seed,
    startedAt: new Date(report.startedAt).toISOString(),
    duration,
    counts: { passed: count('passed'), failed: count('failed'), inconclusive: count('inconclusive') },
    findings: findFindings(report, mask),
    inconclusive: groupReasons(results),
    cases: digestCases(report, mask),
    coverage: {
      percent: percent(coverage),
      dimensions: digestDimensions(coverage),
      remarks: coverage.remarks.map(({ message }) => message),
    },
    gaps: report.gaps.map(({ operation, at, rule, side, reason }) => ({ operation: operation.id, at: toPlace(at), rule, side, reason })),
  };
  return maskAll(digest, mask, names);
}

function groupReasons(results: readonly Result[]): Digest['inconclusive'] {
  const undecided = results.filter(({ verdict }) => verdict === 'inconclusive');
  const groups = Map.groupBy(undecided, ({ reason }) => reason ?? 'no reason was given');
  return [...groups].map(([reason, group]) => ({ reason, cases: group.map((result) => result.case.id) }));
}
