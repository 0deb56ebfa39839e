import type { Fault } from '../result.ts';
import type { Operation, ResponseSpec } from '../spec/spec.ts';
import { fault, type Subject } from './subject.ts';

/** Whether a status fits `200`, `4XX` or `default`. */
export function fitsStatus(pattern: string, status: number): boolean {
  return pattern === 'default' || (/^[1-5]XX$/i.test(pattern) ? pattern.startsWith(String(status)[0] ?? '') : pattern === String(status));
}

/** What the contract says of a status: the exact entry, else its range, else `default`. */
export function responseOf({ responses }: Operation, status: number): ResponseSpec | undefined {
  const named = (name: string) => responses.find((response) => response.status === name);
  return named(String(status)) ?? named(`${Math.floor(status / 100)}XX`) ?? named('default');
}

export function isExpected({ answer, expect }: Subject): boolean {
  return expect.statuses.some((pattern) => fitsStatus(pattern, answer.status));
}

export function checkStatus(subject: Subject): Fault[] {
  const { answer, expect, operation, response } = subject;
  const wanted = expect.statuses.join(' or ');
  const documented = operation.responses.find(({ status }) => expect.statuses.includes(status));
  if (!isExpected(subject))
    return [
      fault('status', `answers ${answer.status} instead of ${wanted}`, wanted, String(answer.status), documented?.at ?? operation.at),
    ];
  if (response || !expect.documented) return [];
  const known = operation.responses.map(({ status }) => status).join(', ') || 'no answer at all';
  return [fault('status', `answers ${answer.status}, which the contract does not document`, known, String(answer.status), operation.at)];
}
