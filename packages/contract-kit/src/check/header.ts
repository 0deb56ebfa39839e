import { headerValues } from '../exchange.ts';
import type { Fault } from '../result.ts';
import type { Header } from '../spec/spec.ts';
import { explain } from './breach.ts';
import { readingsOf } from './reading.ts';
import { isExpected } from './status.ts';
import { fault, type Subject } from './subject.ts';
import { checkSurplus } from './surplus.ts';

/** Once or never, whatever a contract says (RFC 9110): with two values each reader picks another. */
const single = [
  'content-length',
  'content-location',
  'date',
  'etag',
  'expires',
  'last-modified',
  'location',
  'retry-after',
  'age',
  'server',
];

/** What an answer must never have unless the contract says so, and why. */
const loud: Readonly<Record<string, string>> = {
  'set-cookie': 'it makes a state that nobody knows of',
  'x-powered-by': 'it tells an attacker what runs here',
  location: 'it sends clients somewhere else',
  refresh: 'it sends browsers somewhere else',
  'access-control-allow-origin': 'it opens the answer to the scripts of other sites',
  'access-control-allow-credentials': 'it lets scripts of other sites use the cookies of this one',
  'content-encoding': 'nobody asked for an encoded body',
};

const always: Readonly<Record<number, readonly [name: string, rule: string]>> = {
  401: ['WWW-Authenticate', 'RFC 9110, 11.6.1'],
  405: ['Allow', 'RFC 9110, 15.5.6'],
};

/** What the contract documents, what RFC 9110 asks of a status, and what the case expects of the answer that it expects. */
export function checkHeaders(subject: Subject): Fault[] {
  const { answer, response, expect } = subject;
  const documented = (response?.headers ?? []).filter(({ name }) => name.toLowerCase() !== 'content-type');
  const expected = isExpected(subject) ? Object.entries(expect.headers ?? {}) : [];
  const known = new Set([...documented.map(({ name }) => name), ...Object.keys(expect.headers ?? {})].map((name) => name.toLowerCase()));
  const [mandatory, rule] = always[answer.status] ?? [];
  // One that is missing is missed once.
  const required = new Set(documented.flatMap((header) => (header.required ? header.name.toLowerCase() : [])));
  const isMissed = (name: string) => required.has(name.toLowerCase()) && headerValues(answer, name).length === 0;
  return [
    ...documented.flatMap((header) => checkHeader(subject, header)),
    ...(mandatory && !isMissed(mandatory) ? checkPresent(subject, mandatory, `each ${answer.status} has one (${rule})`) : []),
    ...expected.flatMap(([name, value]) => (isMissed(name) ? [] : checkValue(subject, name, value))),
    ...single.filter((name) => !known.has(name)).flatMap((name) => checkSingle(subject, name)),
    ...checkSurplus(subject, known),
    ...Object.entries(loud).flatMap(([name, why]) => (known.has(name) || subject.headers ? [] : checkLoud(subject, name, why))),
  ];
}

function checkHeader(subject: Subject, { name, required, schema, at }: Header): Fault[] {
  const { answer, oracle, spec, show } = subject;
  const values = headerValues(answer, name);
  if (values.length === 0) return required ? [fault('header', `has no ${name}`, name, 'nothing', at)] : [];
  const readings = readingsOf(values, schema, spec.schemas);
  if (readings.length === 0) return [fault('header', `has ${name} ${values.length} times`, 'once', show(values.join(', ')), at)];
  if (readings.some((reading) => oracle.isValid(schema, reading))) return [];
  const [breach] = readings.flatMap((reading) => oracle.breaches(schema, reading)).slice(0, 1);
  const { expected, where } = breach ? explain(breach, spec.schemas, at) : { expected: 'another value', where: at };
  return [fault('header', `its ${name} breaks its schema`, expected, show(values.join(', ')), where)];
}

/** The value that a case asks for. Of a list, e.g. of methods, the order does not matter. */
function checkValue(subject: Subject, name: string, expected: string | readonly string[] | null): Fault[] {
  const { answer, at, show } = subject;
  if (expected === null) return checkPresent(subject, name, 'any value');
  const values = headerValues(answer, name);
  const isList = typeof expected !== 'string' || name.toLowerCase() === 'allow';
  const isSame = isList ? toSet(values) === toSet([expected].flat()) : values.length === 1 && values[0] === expected;
  if (isSame) return [];
  const wanted = [expected].flat().join(', ');
  return [
    fault('header', `its ${name} is not the one that it must be`, wanted, show(values.length === 0 ? undefined : values.join(', ')), at),
  ];
}

function toSet(values: readonly string[]): string {
  const members = values.flatMap((value) => value.split(',')).map((member) => member.trim());
  return members
    .filter((member) => member !== '')
    .toSorted()
    .join(', ');
}

function checkPresent({ answer, at }: Subject, name: string, expected: string): Fault[] {
  const values = headerValues(answer, name);
  if (values.length > 0 && (values.some((value) => value.trim() !== '') || name === 'Allow')) return [];
  return [fault('header', `has no ${name}`, expected, 'nothing', at)];
}

function checkSingle({ answer, at, show }: Subject, name: string): Fault[] {
  const values = headerValues(answer, name);
  return values.length < 2 ? [] : [fault('header', `has ${name} ${values.length} times`, 'once', show(values.join(', ')), at)];
}

function checkLoud({ answer, at, show, tolerate }: Subject, name: string, why: string): Fault[] {
  const values = headerValues(answer, name);
  if (values.length === 0 || tolerate?.includes(name) || values.every((value) => value === 'identity')) return [];
  return [fault('header', `has the header ${name}, which the contract does not document: ${why}`, 'nothing', show(values.join(', ')), at)];
}
