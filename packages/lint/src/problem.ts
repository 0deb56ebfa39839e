import type { Location, NormalizedProblem } from '@redocly/openapi-core';
import type { Context, Rule } from './rules.ts';
import type { Position, Spot } from './yaml/place.ts';

/** What a rule found, before anybody looked where in its file that is. */
export interface Problem {
  rule: string;
  severity: 'error' | 'warn';
  message: string;
  suggestions: readonly string[];
  file: string;
  at: Spot | Position;
  /** The same for problems that nobody could tell apart. */
  key: string;
}

/** What a rule said at a place; nothing if it shall not be said. */
export function normalize(
  reported: Parameters<Context['report']>[0],
  rule: Pick<Rule, 'ruleId' | 'severity' | 'message'>,
  { source, pointer }: Location,
): NormalizedProblem | undefined {
  const severity = reported.forceSeverity ?? rule.severity;
  if (severity === 'off') return undefined;
  const places = reported.location ? [reported.location].flat() : [{}];
  const location = places.map((place) => ({ source, pointer, reportOnKey: false, ...place })) as NormalizedProblem['location'];
  const message = rule.message?.replace('{{message}}', reported.message) ?? reported.message;
  return { ruleId: reported.ruleId ?? rule.ruleId, severity, message, suggest: reported.suggest ?? [], location };
}

/** Without the text of the file, which a problem that is kept would hold. */
export function toProblem({ ruleId, severity, message, suggest, location: [place] }: NormalizedProblem, file: string): Problem {
  const found = { rule: ruleId, severity, message, suggestions: suggest };
  if (!place) return withKey({ ...found, file, at: { line: 1, col: 1 } });
  const at = place.pointer === undefined ? place.start : toSpot(ruleId, place.pointer, place.reportOnKey === true);
  return withKey({ ...found, file: place.source.absoluteRef, at });
}

/** Redocly shows the object around a reference that leads nowhere; it is the reference that has to be mended. */
function toSpot(rule: string, pointer: string, onKey: boolean): Spot {
  return rule === 'no-unresolved-refs' && !pointer.endsWith('/$ref') ? { pointer: `${pointer}/$ref`, onKey: true } : { pointer, onKey };
}

export function withKey(problem: Omit<Problem, 'key'>): Problem {
  const { rule, file, at, message } = problem;
  const place = 'pointer' in at ? `${at.onKey ? '' : '='}${at.pointer}` : `${at.line}:${at.col}`;
  return { ...problem, key: `${rule} ${file} ${place} ${message}` };
}
