import { check } from '../check/check.ts';
import { createShow } from '../check/subject.ts';
import { responseOf } from '../check/status.ts';
import { vocabularyOf } from '../check/vocabulary.ts';
import type { Oracle } from '../oracle.ts';
import type { Fault } from '../result.ts';
import type { Operation, Spec } from '../spec/spec.ts';
import { checkBody } from './body.ts';
import { credentialsText, isAuthorized, isOpen } from './credentials.ts';
import type { Observation } from './finding.ts';
import { isBlotted } from './lenient.ts';
import { checkParameters, type Lapse } from './parameters.ts';
import { tolerated, type Recorded } from './recorded.ts';
import { isRefusal, refusalAt } from './refusal.ts';

export interface Judged {
  spec: Spec;
  operation: Operation;
  oracle: Oracle;
  /** Of the request: none of them may come back, and none stands in an observation. */
  secrets: readonly string[];
}

/** Holds an exchange to the contract: the answer to what is documented, and the request to what became of it. */
export function judge(recorded: Recorded, judged: Judged): Observation[] {
  const { operation } = judged;
  const documented = responseOf(operation, recorded.answer.status) !== undefined;
  return [...judgeAnswer(recorded, judged), ...(documented ? judgeRequest(recorded, judged) : [])];
}

function judgeAnswer({ request, answer, isAnswerWhole }: Recorded, { operation, spec, oracle, secrets }: Judged): Observation[] {
  const expect = { statuses: [String(answer.status)], documented: true };
  const exchange = { request, answer, startedAt: 0, duration: 0 };
  const faults = check(exchange, { operation, spec, oracle, expect, secrets, examples: 'shape', tolerate: tolerated });
  const text = new TextDecoder().decode(answer.body);
  const isSure = (rule: string) => (isAnswerWhole || rule !== 'body') && (rule !== 'token' || !isBlotted(text));
  const sure = faults.filter(({ rule }) => isSure(rule));
  return withoutEchoes(sure, answer).map((fault) => ({ ...fault, side: 'response' }));
}

/** What follows from another fault: a status in the body differs because one of the two is wrong already. */
function withoutEchoes(faults: readonly Fault[], { status }: Recorded['answer']): Fault[] {
  const isStatus = ({ rule, expected }: Fault) => rule === 'body' && expected === String(status);
  const isCause = (one: Fault, other: Fault) =>
    other !== one && (other.rule === 'status' || (other.rule === 'body' && other.actual === one.actual));
  return faults.filter((fault) => !isStatus(fault) || !faults.some((other) => isCause(fault, other)));
}

/** A request that breaks the contract has to be refused for it, and one that keeps it must not be. */
function judgeRequest(recorded: Recorded, judged: Judged): Observation[] {
  const { answer } = recorded;
  const lapses = lapsesOf(recorded, judged);
  if (answer.status >= 200 && answer.status < 300) return lapses.map((lapse) => accepted(lapse, judged));
  const broken = lapses.find(({ rule, isUnknown }) => rule !== 'credentials' && !isUnknown);
  if (broken && (answer.status === 401 || answer.status === 403)) return passedOver(recorded, broken, judged);
  return lapses.length === 0 ? refused(recorded, judged) : [];
}

function lapsesOf({ request, isRequestWhole }: Recorded, { operation, spec, oracle }: Judged): Lapse[] {
  return [
    ...(isAuthorized(operation, request) ? [] : [withoutCredentials(operation)]),
    ...checkParameters(operation, request, oracle, spec.schemas),
    ...(isRequestWhole ? checkBody(operation, request, oracle, spec.schemas) : []),
  ];
}

function withoutCredentials(operation: Operation): Lapse {
  return {
    rule: 'credentials',
    message: 'without credentials',
    expected: credentialsText(operation),
    actual: 'nothing',
    at: operation.at,
  };
}

function accepted({ rule, message, expected, actual, at }: Lapse, { spec, secrets }: Judged): Observation {
  const show = createShow(secrets, vocabularyOf(spec));
  return { side: 'request', rule, message: `accepts a request ${show(message)}`, expected, actual: show(actual), at };
}

/** A server that looks at credentials first tells nothing; one that needs none has not looked at the request. */
function passedOver({ answer }: Recorded, { message }: Lapse, { operation, spec, secrets }: Judged): Observation[] {
  const refusal = refusalAt(operation);
  if (!refusal || !isOpen(operation)) return [];
  const show = createShow(secrets, vocabularyOf(spec));
  const text = `passes over what is wrong with a request ${show(message)}`;
  return [
    {
      side: 'request',
      rule: 'status',
      message: text,
      expected: refusal.statuses.join(' or '),
      actual: String(answer.status),
      at: refusal.at,
    },
  ];
}

function refused({ answer, isRequestWhole, isBlotted: isUnsure }: Recorded, { operation, spec, oracle, secrets }: Judged): Observation[] {
  if (isUnsure || !isRequestWhole || !isRefusal(operation, answer, oracle, spec)) return [];
  const show = createShow(secrets, vocabularyOf(spec));
  const actual = `${answer.status} ${show(new TextDecoder().decode(answer.body))}`;
  const at = responseOf(operation, answer.status)?.at ?? operation.at;
  return [
    {
      side: 'request',
      rule: 'status',
      message: 'refuses a request that keeps the contract',
      expected: othersThan(operation, answer.status),
      actual,
      at,
    },
  ];
}

function othersThan({ responses }: Operation, status: number): string {
  const others = responses.map((response) => response.status).filter((other) => other !== String(status));
  return others.join(', ') || 'another answer';
}
