import { toDigest, type Digest } from './digest.ts';
import type { Mask } from '../mask.ts';
import type { Report } from './report.ts';

/** The shape of a report in JSON. `version` counts up when a reader of the old shape would misread the new one; what is added does not count. */
export interface JsonReport extends Digest {
  version: 1;
}

export function toJson(report: Report, mask: Mask): string {
  return `${JSON.stringify({ version: 1, ...toDigest(report, mask) } satisfies JsonReport, null, 2)}\n`;
}
