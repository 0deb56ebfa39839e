import { freshMix, importedMix, type Mix } from './population.ts';

export type Engine = 'sqlite' | 'postgres';

/** One measurement with a server and a database of its own. */
export interface Run {
  title: string;
  engine: Engine;
  /** What hashes the accounts have whose credentials are refused; without it, what is measured are refusals by the throttle. */
  mix?: Mix;
  /** Attempts at once. */
  concurrency: number;
  /** Milliseconds. */
  limit: number;
}

/** Attempts per cohort. */
export const size = 300;

/** Together less than six minutes, if every run needs all of its time. */
export const runs: readonly Run[] = [
  ...onEach('new installation', { engine: 'sqlite', mix: freshMix }, { 1: 25_000, 4: 18_000, 16: 18_000 }),
  ...onEach('after an import', { engine: 'sqlite', mix: importedMix }, { 1: 72_000, 4: 42_000, 16: 36_000 }),
  ...onEach('new installation', { engine: 'postgres', mix: freshMix }, { 1: 25_000, 4: 18_000, 16: 18_000 }),
  ...onEach('throttled', { engine: 'sqlite' }, { 1: 8_000, 4: 8_000, 16: 8_000 }),
  ...onEach('throttled', { engine: 'postgres' }, { 1: 8_000, 4: 8_000, 16: 8_000 }),
];

function onEach(title: string, common: Pick<Run, 'engine' | 'mix'>, limits: Readonly<Record<string, number>>): Run[] {
  return Object.entries(limits).map(([concurrency, limit]) => ({ title, ...common, concurrency: Number(concurrency), limit }));
}
