import { oneLine } from '../report/plain.ts';
import type { Operation, Spec } from '../spec/spec.ts';
import type { Finding, Observation, Sighting } from './finding.ts';

export interface Tally {
  add(owner: Pick<Finding, 'spec' | 'operation'>, observation: Observation, sighting: Sighting, source?: 'kit' | 'redocly'): void;
  /** That the other one saw it too: the causes on this side of this entry become those of both. Tells whether there are any. */
  confirm(sighting: Pick<Sighting, 'file' | 'entry'>, isAbout: (finding: Finding) => boolean): boolean;
  /** In the order in which they were met. */
  findings(): Finding[];
  /** How many exchanges have at least one of these. */
  affected(findings: readonly Finding[]): number;
}

/** Puts equal observations together: of one operation, of one sentence of the contract, in the same words. */
export function createTally(): Tally {
  const byCause = new Map<string, Finding>();
  const byEntry = new Map<string, Set<Finding>>();
  return {
    add(owner, observation, sighting, source = 'kit') {
      const key = keyOf(owner, observation);
      const known = byCause.get(key);
      const finding = known ?? { ...observation, ...owner, count: 0, first: sighting, source };
      finding.count++;
      if (finding.source !== source) finding.source = 'both';
      byCause.set(key, finding);
      const place = `${sighting.file}#${sighting.entry}`;
      byEntry.set(place, (byEntry.get(place) ?? new Set()).add(finding));
    },
    confirm({ file, entry }, isAbout) {
      const found = [...(byEntry.get(`${file}#${entry}`) ?? [])].filter(isAbout);
      for (const finding of found) finding.source = 'both';
      return found.length > 0;
    },
    findings: () => [...byCause.values()],
    affected: (findings) => [...byEntry.values()].filter((own) => findings.some((finding) => own.has(finding))).length,
  };
}

/** Which item of a list it is does not matter. */
function keyOf({ spec, operation }: { spec: Spec; operation: Operation | undefined }, { side, rule, message, at }: Observation): string {
  const cause = oneLine(message).replaceAll(/\/\d+(?=[/: ]|$)/g, '/*');
  return JSON.stringify([spec.file, operation?.id, side, rule, at.file, at.line, at.column, cause]);
}
