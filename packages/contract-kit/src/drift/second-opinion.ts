import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { responseOf } from '../check/status.ts';
import { findRedocly } from '../diff/redocly.ts';
import type { Recording } from '../har/read.ts';
import { documentedOf, type Examination } from './examine.ts';
import type { Finding, Observation } from './finding.ts';
import { runRedocly, type RedoclyFinding } from './redocly.ts';
import { writeTraffic } from './traffic.ts';

/** The kit's own rules for what Redocly looks at on each side. */
const akin: Readonly<Record<RedoclyFinding['side'], readonly string[]>> = {
  request: ['body', 'parameter', 'content-type', 'status'],
  response: ['body', 'content-type', 'status', 'token'],
};

/**
 * Asks `redocly drift` as well, at `command` or as the contracts' project has it. What both see is one cause; what only Redocly sees is added. Resolves to
 * what limits this, e.g. that it is not installed.
 */
export async function askRedocly(state: Examination, recordings: readonly Recording[], command?: string): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'contract-drift-'));
  const remarks = new Set<string>();
  try {
    const specs = [...state.oracles.keys()];
    const programs = new Map(specs.map((spec) => [spec, command ?? findRedocly(dirname(spec.file), process.cwd())]));
    if ([...programs.values()].every((program) => program === undefined))
      return ['@redocly/cli is not installed: these are the findings of the kit alone'];
    for (const [spec, traffic] of await writeTraffic(folder, documentedOf(state, recordings))) {
      const program = programs.get(spec);
      if (program) for (const found of await runRedocly(program, spec, traffic)) merge(state, found);
    }
  } catch (error) {
    remarks.add(`${(error as Error).message}: these are the findings of the kit alone`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return [...remarks];
}

function merge({ tally }: Examination, found: RedoclyFinding): void {
  const { spec, operation, sighting } = found.of;
  const isGood = sighting.status >= 200 && sighting.status < 300;
  // A request that breaks the contract and is refused is as it should be.
  if (found.side === 'request' && !isGood) return;
  const isAbout = ({ side, rule }: Finding) =>
    side === found.side && (found.rule === 'security-baseline' ? rule === 'credentials' : akin[side].includes(rule));
  if (tally.confirm(sighting, isAbout) || found.isUnsure) return;
  tally.add({ spec, operation }, toObservation(found), sighting, 'redocly');
}

function toObservation({ of: { operation, sighting }, side, message }: RedoclyFinding): Observation {
  const at = side === 'response' ? (responseOf(operation, sighting.status)?.at ?? operation.at) : (operation.body?.at ?? operation.at);
  return { side, rule: 'redocly', message, expected: '', actual: '', at };
}
