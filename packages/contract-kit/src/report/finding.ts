import { toCurl } from '../curl.ts';
import type { Fault, Result } from '../result.ts';
import { relativeFile, toPlace, type Place } from './place.ts';
import { quoteWord } from './plain.ts';
import type { Mask } from '../mask.ts';
import type { Report } from './report.ts';

/** One fault of the server, however many cases show it. */
export interface Finding {
  /** The sentence of the contract that is broken. */
  at: Place;
  operations: string[];
  /** Of a story. */
  step?: string;
  rule: string;
  message: string;
  expected: string;
  actual: string;
  /** The case that is shown. */
  case: string;
  title: string;
  /** Other cases with the same fault. */
  others: string[];
  /** Runs this case again. */
  command: string;
  /** Sends its judged request again. */
  curl?: string;
}

interface Failure {
  result: Result;
  fault: Fault;
}

/** Those of one line of the contract stand together, the lines in the order in which the cases came to them. */
export function findFindings(report: Report, mask: Mask): Finding[] {
  const failures = report.results.flatMap((result) =>
    result.verdict === 'failed' ? faultsOf(result).map((fault): Failure => ({ result, fault })) : [],
  );
  const groups = Map.groupBy(failures, ({ fault: { at, rule, message, step } }) =>
    JSON.stringify([at.file, at.line, rule, message, step?.id]),
  );
  const byLine = Map.groupBy([...groups.values()], ([first]) => (first ? `${first.fault.at.file}:${first.fault.at.line}` : ''));
  return [...byLine.values()].flat().map((group) => toFinding(group, report, mask));
}

/** A failure without a fault would be one that nobody sees. */
function faultsOf({ faults, case: { rule, at } }: Result): readonly Fault[] {
  return faults.length > 0 ? faults : [{ rule, message: 'failed for no given reason', expected: '', actual: '', at }];
}

function toFinding(group: readonly Failure[], report: Report, mask: Mask): Finding {
  const [first] = group;
  if (!first) throw new Error('a group of failures is never empty');
  const { fault, result } = first;
  const others = new Set(group.map((failure) => failure.result.case.id));
  others.delete(result.case.id);
  const { step } = fault;
  const last = step?.exchange ?? result.exchanges.at(-1);
  return {
    at: toPlace(fault.at),
    operations: [...new Set(group.map((failure) => failure.fault.step?.operation ?? failure.result.case.operation.id))],
    ...(step && { step: step.id }),
    rule: fault.rule,
    message: fault.message,
    expected: fault.expected,
    actual: fault.actual,
    case: result.case.id,
    title: result.case.title,
    others: [...others],
    command: toCommand(report, result.case.id, mask),
    ...(last && { curl: toCurl(last.request, mask) }),
  };
}

function toCommand({ command, spec, baseUrl, seed }: Report, id: string, mask: Mask): string {
  const start = command ?? `contract-kit --spec ${quoteWord(relativeFile(spec.file))} --base-url ${quoteWord(baseUrl)}`;
  return `${mask(start)} --case ${quoteWord(id)} --seed ${seed}`;
}

/** What it is about, for people: `signOut · step signOutAgain`. */
export function subjectOf({ operations, step }: Finding): string {
  return [operations.join(', '), ...(step === undefined ? [] : [`step ${step}`])].join(' · ');
}
