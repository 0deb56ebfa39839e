import type { Operation, Spec } from '../spec/spec.ts';
import { answerAll } from './answers.ts';
import { levels, type Change } from './change.ts';
import { defaultLimits, type Limits } from './effort.ts';
import type { Unchanged } from './meeting.ts';
import type { Memory } from './memory.ts';
import { compareParameters } from './parameters.ts';
import { compareBodies } from './requests.ts';
import { compareResponses } from './responses.ts';
import { compareSecurity } from './security.ts';
import { compareSent } from './sent.ts';
import { compareSessions } from './session.ts';
import { pairOperations, pairSides, type Pair } from './side.ts';
import { isQuestion, type Finding } from './values.ts';
import { change, describe } from './words.ts';

export interface Comparison {
  /** Tells which places of the two contracts say the same; if absent, all are compared. */
  isUnchanged?: Unchanged | undefined;
  limits?: Limits | undefined;
  memory?: Memory | undefined;
}

/** Every difference that can be told from the two contracts alone, the gravest first, each sentence once however many operations share it. */
export function compareSpecs(
  old: Spec,
  next: Spec,
  { isUnchanged = () => false, limits = defaultLimits, memory }: Comparison = {},
): Change[] {
  const sides = pairSides(old, next, isUnchanged);
  const { pairs, removed, added } = pairOperations(old.operations, next.operations, sides);
  const sent = pairOperations(old.sent(), next.sent(), sides);
  const findings: Finding[] = [
    ...removed.map((operation) => removedOperation(operation, next)),
    ...added.map(({ id, method, path, at }) => change('minor', 'operation-added', `${method} ${path} is new`, at, id)),
    ...pairs.flatMap((pair) => compareOperation(pair, next)),
    ...sent.pairs.flatMap(compareIds),
    ...compareSent(sent),
    ...compareSessions(old, next),
  ];
  const answers = answerAll(findings.filter(isQuestion), limits, memory);
  const changes = findings.flatMap((finding) => (isQuestion(finding) ? (answers.get(finding) ?? []) : [finding]));
  const distinct = new Map(changes.toReversed().map((one) => [keyOf(one), one]));
  return [...distinct.values()].toReversed().toSorted((a, b) => levels.indexOf(b.level) - levels.indexOf(a.level));
}

function compareOperation(pair: Pair, next: Spec): Finding[] {
  return [
    ...compareAddresses(pair, next),
    ...compareIds(pair),
    ...compareDeprecation(pair),
    ...compareSecurity(pair),
    ...compareParameters(pair),
    ...compareBodies(pair),
    ...compareResponses(pair),
  ];
}

/** A component that several operations share is one change. What an operation says of itself stands at a place of its own. */
function keyOf({ rule, at, witness, message }: Change): string {
  if (rule.endsWith('-property-added') || rule.endsWith('-property-removed')) return `${rule} ${at?.file}#${at?.pointer}`;
  const sentence = witness
    ? `${witness.refusedBy.keyword} ${witness.refusedBy.at.file}#${witness.refusedBy.at.pointer} ${witness.where.replace(/^\d+ /, '')}`
    : message;
  return `${rule} ${at?.file}#${at?.pointer} ${sentence}`;
}

function removedOperation({ id, method, path, at }: Operation, next: Spec): Change {
  const value = `${method} ${path}`;
  const whole = next.operations[0]?.at ?? at;
  const refusedBy = { keyword: 'paths', at: { ...whole, line: 1, column: 1, pointer: '', file: next.file } };
  return {
    ...change('major', 'operation-removed', `${value} is gone`, at, id),
    witness: { kind: 'request', operation: id, where: 'path', value, refusedBy, says: describe('request', 'path', value, 'paths') },
  };
}

/** No request shows it, but every generated client has a method of this name. */
function compareIds({ id, old, next }: Pair): Change[] {
  if (old.id === next.id || old.id === `${old.method} ${old.template}`) return [];
  return [change('major', 'operation-id-changed', `${old.id} is called ${next.id} now`, next.at, id)];
}

/** It works as before, but its users have to be told in time. */
function compareDeprecation({ id, old, next }: Pair): Change[] {
  if (old.deprecatedAt || !next.deprecatedAt) return [];
  return [change('minor', 'operation-deprecated', `${next.method} ${next.path} is deprecated`, next.deprecatedAt, id)];
}

/** The path of the server is a part of every address; its host is where the same contract is served. */
function compareAddresses({ id, old, next }: Pair, spec: Spec): Change[] {
  const base = ({ path, template }: Operation) => path.slice(0, path.length - template.length);
  if (base(old) === base(next) || spec.servers.map(pathOf).includes(base(old))) return [];
  const value = `${old.method} ${old.path}`;
  const refusedBy = { keyword: 'servers', at: next.at };
  return [
    {
      ...change('major', 'server-path-changed', `${value} has moved to ${next.path}`, next.at, id),
      witness: { kind: 'request', operation: id, where: 'path', value, refusedBy, says: describe('request', 'path', value, 'servers') },
    },
  ];
}

function pathOf(server: string): string {
  return URL.canParse(server) ? new URL(server).pathname.replace(/\/+$/, '') : server;
}
