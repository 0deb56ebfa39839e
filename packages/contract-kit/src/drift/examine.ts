import { secretsOf, secretsOfAnswer } from '../check/secrets.ts';
import { vocabularyOf } from '../check/vocabulary.ts';
import type { HarEntry } from '../har/entry.ts';
import type { Recording } from '../har/read.ts';
import { createOracle, type Oracle } from '../oracle.ts';
import type { Operation, Spec } from '../spec/spec.ts';
import { createAddresses, type Address, type AddressOptions } from './address.ts';
import { showsCredentials } from './credentials.ts';
import { createElsewhere } from './elsewhere.ts';
import type { Sighting } from './finding.ts';
import { judge } from './judge.ts';
import { createLenientOracle } from './lenient.ts';
import { toRecorded, type Recorded } from './recorded.ts';
import { createSieve } from './sieve.ts';
import type { Stray } from './stray.ts';
import { createTally } from './tally.ts';

/** An exchange with a documented operation. */
export interface Documented {
  spec: Spec;
  operation: Operation;
  recorded: Recorded;
  sighting: Sighting;
}

/** What has been found out so far. */
export type Examination = ReturnType<typeof createExamination>;

export function createExamination(specs: readonly Spec[], options: AddressOptions) {
  return {
    addressOf: createAddresses(specs, options),
    oracles: new Map(specs.map((spec) => [spec, createLenientOracle(createOracle(spec.schemas), spec.schemas)])),
    tally: createTally(),
    sieve: createSieve(specs.map(vocabularyOf).join('\n')),
    elsewhere: createElsewhere(),
    /** Why an exchange says nothing of the contract, and how many do. */
    skipped: new Map<string, number>(),
    /** Exchanges by operation. */
    seen: new Map<Operation, number>(),
    /** Where documented operations were met. */
    hosts: new Map<string, number>(),
    strays: [] as Stray[],
    showsCredentials: false,
    /** Bodies that the recorder left out. */
    unseen: 0,
  };
}

/** Judges all entries of a recording. */
export function examine(state: Examination, recording: Recording): void {
  for (const entry of recording.entries()) {
    const recorded = toRecorded(entry);
    if (typeof recorded === 'string') skip(state, recorded, entry);
    else place(state, recorded, { file: recording.file, entry: entry.index, ...sightingOf(recorded) });
  }
}

/** Those with a documented operation, once more. */
export function* documentedOf(state: Examination, recordings: readonly Recording[]): Generator<Documented> {
  for (const { file, entries } of recordings)
    for (const entry of entries()) {
      const recorded = toRecorded(entry);
      if (typeof recorded === 'string') continue;
      const address = state.addressOf(recorded.request.method, recorded.request.url);
      if (address.kind !== 'documented' || address.isHead) continue;
      const { spec, operation } = address;
      yield { spec, operation, recorded, sighting: { file, entry: entry.index, ...sightingOf(recorded) } };
    }
}

function skip(state: Examination, why: string, { exchange: { request } }: HarEntry): void {
  const { kind } = state.addressOf(request.method, request.url);
  // Of what goes elsewhere nobody wants to know more than where.
  if (kind === 'unknown') state.elsewhere.add(request.method, request.url);
  else state.skipped.set(why, (state.skipped.get(why) ?? 0) + 1);
}

function place(state: Examination, recorded: Recorded, sighting: Sighting): void {
  const { method, url } = recorded.request;
  const address = state.addressOf(method, url);
  if (address.kind === 'documented') return meet(state, recorded, address, sighting);
  if (address.kind === 'undocumented') state.strays.push({ url, address, sighting, isData: recorded.isData });
  else state.elsewhere.add(method, url);
}

function meet(
  state: Examination,
  recorded: Recorded,
  { spec, operation, isHead }: Extract<Address, { kind: 'documented' }>,
  sighting: Sighting,
): void {
  const { request, answer } = recorded;
  if (isHead) return void state.skipped.set('HEAD', (state.skipped.get('HEAD') ?? 0) + 1);
  const oracle = state.oracles.get(spec) as Oracle;
  const secrets = secretsOf(request, operation, spec);
  const { origin } = new URL(request.url);
  state.sieve.add([...secrets, ...secretsOfAnswer(answer, operation, spec)]);
  state.seen.set(operation, (state.seen.get(operation) ?? 0) + 1);
  state.hosts.set(origin, (state.hosts.get(origin) ?? 0) + 1);
  state.unseen += [recorded.isRequestWhole, recorded.isAnswerWhole].filter((isWhole) => !isWhole).length;
  state.showsCredentials ||= showsCredentials(request);
  for (const observation of judge(recorded, { spec, operation, oracle, secrets }))
    state.tally.add({ spec, operation }, observation, sighting);
}

function sightingOf({ request: { method, url }, answer: { status } }: Recorded): Omit<Sighting, 'file' | 'entry'> {
  return { method, path: new URL(url).pathname, status };
}
