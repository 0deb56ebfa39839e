import type { Recording } from '../har/read.ts';
import type { Mask } from '../mask.ts';
import type { Operation, Spec } from '../spec/spec.ts';
import type { AddressOptions } from './address.ts';
import type { Elsewhere } from './elsewhere.ts';
import { createExamination, examine, type Examination } from './examine.ts';
import { exerciseOf, type Exercise } from './exercise.ts';
import type { Finding } from './finding.ts';
import { guessServerPath } from './guess.ts';
import { askRedocly } from './second-opinion.ts';
import { judgeStray } from './stray.ts';

export interface DriftOptions extends AddressOptions {
  recordings: readonly Recording[];
  specs: readonly Spec[];
  /** The program of `@redocly/cli`; found beside the contracts when absent, not run when false. */
  redocly?: string | false | undefined;
  /** Also tells how much of the contracts the traffic exercises. */
  exercise?: { today: Date } | undefined;
}

/** Whether recorded traffic fits the contracts. Without a secret of the recordings in it. */
export interface Drift {
  recordings: readonly { file: string; count: number }[];
  specs: readonly Spec[];
  findings: readonly Finding[];
  /** How many exchanges were judged, and how many of them show a finding. */
  judged: number;
  affected: number;
  /** Exchanges by operation; one that was not seen is not there. */
  seen: ReadonlyMap<Operation, number>;
  /** Where they were sent to, with their number. */
  hosts: ReadonlyMap<string, number>;
  /** Why an exchange says nothing of the contract, and how many do. */
  skipped: ReadonlyMap<string, number>;
  elsewhere: readonly Elsewhere[];
  /** What limits the verdict. */
  remarks: readonly string[];
  /** If it was asked for. */
  exercise?: readonly Exercise[];
  /** Where nothing was judged: the path that probably stands before those of the contracts. */
  serverPath?: string;
}

/**
 * Tells whether recorded traffic fits the contracts: the answers, and the requests by what became of them. Rejects with a `SpecError` at an entry that
 * cannot be read.
 */
export async function drift(options: DriftOptions): Promise<Drift> {
  const { recordings, specs } = options;
  const state = createExamination(specs, options);
  for (const recording of recordings) examine(state, recording);
  judgeStrays(state);
  const isAsked = options.redocly !== false && state.seen.size > 0;
  const opinion = isAsked ? await askRedocly(state, recordings, options.redocly || undefined) : [];
  const remarks = [...opinion, ...withheld(state, recordings)];
  const { tally, sieve, elsewhere, seen, hosts, skipped } = state;
  const findings = tally.findings().filter(({ rule }) => rule !== 'credentials' || !isWithheld(state, recordings));
  const guess = seen.size === 0 ? guessServerPath(specs, elsewhere.paths()) : undefined;
  return {
    recordings: recordings.map(({ file, count }) => ({ file, count })),
    specs,
    findings: findings.map((finding) => masked(finding, sieve.mask)),
    judged: [...seen.values()].reduce((sum, count) => sum + count, 0),
    affected: tally.affected(findings),
    seen,
    hosts,
    skipped,
    elsewhere: elsewhere.list(),
    remarks,
    ...(options.exercise && { exercise: exerciseOf(state, recordings, options.exercise.today) }),
    ...(seen.size === 0 && guess !== undefined && { serverPath: guess }),
  };
}

function judgeStrays({ strays, hosts, tally, elsewhere }: Examination): void {
  for (const stray of strays) {
    const observation = judgeStray(stray, hosts.has(new URL(stray.url).origin));
    if (observation) tally.add({ spec: stray.address.spec, operation: undefined }, observation, stray.sighting);
    else elsewhere.add(stray.sighting.method, stray.url);
  }
}

/** Browsers leave credentials out unless they are told to keep them. */
function isWithheld({ showsCredentials }: Examination, recordings: readonly Recording[]): boolean {
  return !showsCredentials && recordings.every(({ creator }) => /webinspector|chrome|firefox|webkit|edge|safari/i.test(creator));
}

function withheld(state: Examination, recordings: readonly Recording[]): string[] {
  const { tally, unseen } = state;
  const isMissed = isWithheld(state, recordings) && tally.findings().some(({ rule }) => rule === 'credentials');
  return [
    ...(isMissed ? ['the browser left all credentials out of what it recorded: nobody can tell who had some'] : []),
    ...(unseen > 0 ? [`${unseen} ${unseen === 1 ? 'body was' : 'bodies were'} left out of what was recorded, and not judged`] : []),
  ];
}

function masked(finding: Finding, mask: Mask): Finding {
  const { message, expected, actual, first } = finding;
  return {
    ...finding,
    message: mask(message),
    expected: mask(expected),
    actual: mask(actual),
    first: { ...first, path: mask(first.path) },
  };
}
