import type { Fault } from '../result.ts';
import type { Body } from './body.ts';
import { differences } from './compare.ts';
import { fitsStatus } from './status.ts';
import { fault, type Subject } from './subject.ts';

/** The body that the case shows, apart from what varies. */
export function checkExample(subject: Subject, { json, text }: Body): Fault[] {
  const { expect, examples, media, at, spec, oracle, show } = subject;
  if (!expect.body || examples === 'shape') return [];
  const { value } = expect.body;
  const of = (pointer: string, wanted: unknown, actual: unknown) => {
    // As JSON where a text could be taken for something else.
    const toShown = (part: unknown) => show(typeof wanted !== typeof actual && typeof part === 'string' ? JSON.stringify(part) : part);
    const place = pointer === '' ? '' : ` at ${pointer}`;
    return fault('body', `differs from the example${place}`, toShown(wanted), toShown(actual), media?.at ?? at);
  };
  if (json) {
    const found = differences(value, json.value, { schema: media?.schema, schemas: spec.schemas, oracle });
    return found.slice(0, 10).map(({ pointer, expected, actual }) => of(pointer, expected, actual));
  }
  return typeof value === 'string' && text !== undefined && text !== value ? [of('', value, text)] : [];
}

/** A request that breaks the contract is refused for that, and not as one that fits it. */
export function checkUnlike({ answer, expect, examples, media, at, spec, oracle, show }: Subject, { json }: Body): Fault[] {
  if (!expect.unlike || !json || examples === 'shape') return [];
  const comparison = { schema: media?.schema, schemas: spec.schemas, oracle };
  const isTaken = expect.unlike.some(
    ({ status, value }) => fitsStatus(status, answer.status) && differences(value, json.value, comparison).length === 0,
  );
  const message = 'answers as if the request kept every rule';
  return isTaken ? [fault('body', message, 'the answer to a request that breaks a rule', show(json.value), media?.at ?? at)] : [];
}

/** A request that fits the contract is not refused as one that does not. */
export function checkAccepted(subject: Subject, { json }: Body): Fault[] {
  const { answer, expect, examples, media, at, spec, oracle, show } = subject;
  if (!expect.accepted || answer.status < 400 || answer.status > 499) return [];
  const candidates = expect.accepted.filter(({ status }) => fitsStatus(status, answer.status));
  if (candidates.length === 0 && answer.status !== 400 && answer.status !== 422) return [];
  if (candidates.length > 0 && examples === 'shape') return [];
  const comparison = { schema: media?.schema, schemas: spec.schemas, oracle };
  if (candidates.some(({ value }) => json && differences(value, json.value, comparison).length === 0)) return [];
  const wanted = candidates.length === 0 ? 'not 400 or 422' : candidates.map(({ value }) => show(value)).join(' or ');
  return [fault('body', 'refused a valid request', wanted, `${answer.status} ${show(json?.value)}`, media?.at ?? at)];
}
