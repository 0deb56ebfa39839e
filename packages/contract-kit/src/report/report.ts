import type { Gap } from '../case.ts';
import type { Coverage } from '../coverage/item.ts';
import type { Result } from '../result.ts';
import type { Spec } from '../spec/spec.ts';

/** A run of the kit against one contract: what every format of the report is made from. */
export interface Report {
  spec: Pick<Spec, 'name' | 'title' | 'version' | 'file'>;
  baseUrl: string;
  seed: number;
  /** Epoch milliseconds. */
  startedAt: number;
  /** Milliseconds. */
  duration: number;
  results: readonly Result[];
  gaps: readonly Gap[];
  coverage: Coverage;
  /** The version of the kit. */
  kit: string;
  /** How this run was started, without `--case` and `--seed`; `contract-kit --spec … --base-url …` if nobody says. */
  command?: string;
}
