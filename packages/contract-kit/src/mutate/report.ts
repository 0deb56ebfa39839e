import { toText as toPlace } from '../spec/location.ts';
import type { Outcome } from './outcome.ts';

export interface Rate {
  killed: number;
  /** Of those that somebody could notice. */
  total: number;
  equivalent: number;
}

export function rateOf(outcomes: readonly Outcome[]): Rate {
  const counted = outcomes.filter(({ equivalent }) => equivalent === undefined);
  const killed = counted.filter(({ state }) => state === 'killed').length;
  return { killed, total: counted.length, equivalent: outcomes.length - counted.length };
}

export function isWhole(outcomes: readonly Outcome[]): boolean {
  const { killed, total } = rateOf(outcomes);
  return killed === total;
}

/** For a terminal: the survivors, then the rate of each kind. */
export function toMutationText(outcomes: readonly Outcome[]): string {
  const lines = outcomes.filter(isAlive).flatMap((outcome) => [...survivorLines(outcome), '']);
  const kinds = [...Map.groupBy(outcomes, ({ mutant }) => mutant.kind)];
  const rows = kinds.map(([kind, group]) => rateLine(kind, rateOf(group)));
  return `${[...lines, ...rows, rateLine('all', rateOf(outcomes))].join('\n')}\n`;
}

function isAlive({ state, equivalent }: Outcome): boolean {
  return state !== 'killed' && equivalent === undefined;
}

function survivorLines({ mutant, state, tries }: Outcome): string[] {
  return [
    `${state.toUpperCase()}  ${mutant.id}`,
    `  ${mutant.operation.method} ${mutant.operation.path}: ${mutant.title}`,
    `  ${toPlace(mutant.at)}`,
    `  ${advice[state] ?? ''}${state === 'survived' ? ` (${tries} ran)` : ''}`,
  ];
}

const advice: Readonly<Partial<Record<Outcome['state'], string>>> = {
  survived: 'one of the cases that this changes would have to notice it',
  'not applied': 'no case sends a request, or gets an answer, that this would change: one is missing',
};

function rateLine(kind: string, { killed, total, equivalent }: Rate): string {
  const percent = total === 0 ? '–' : `${(Math.floor((killed / total) * 1000) / 10).toFixed(1)} %`;
  return `${kind.padEnd(14)} ${percent.padStart(8)}  ${killed} of ${total} killed${equivalent > 0 ? `, ${equivalent} equivalent` : ''}`;
}

export function toMutationJson(outcomes: readonly Outcome[]): string {
  const kinds = [...Map.groupBy(outcomes, ({ mutant }) => mutant.kind)].map(([kind, group]) => [kind, rateOf(group)] as const);
  const mutants = outcomes.map(({ mutant, ...rest }) => {
    const { id, kind, api, operation, title, at } = mutant;
    return { id, kind, api, operation: operation.id, title, at: toPlace(at), ...rest };
  });
  return `${JSON.stringify({ rate: rateOf(outcomes), kinds: Object.fromEntries(kinds), mutants }, null, 2)}\n`;
}
