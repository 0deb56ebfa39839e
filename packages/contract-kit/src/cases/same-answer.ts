import { isDeepStrictEqual } from 'node:util';
import type { Expectation, Gap } from '../case.ts';
import { accept } from './answers.ts';
import type { Base } from './bases.ts';
import { fits } from './contract.ts';
import { passwordOf, propertiesOf } from './names.ts';
import { locateKeyword, toGap, toSketch, type Sketch } from './sketch.ts';
import { compose, type Target } from './target.ts';

/** A wrong password and an unknown account, which nobody may tell apart: once for each way to name an account. */
export function* toSameAnswerCases(target: Target): Generator<Sketch | Gap> {
  if (target.operation.security.length > 0) return;
  const { schemas } = target.contract.spec;
  for (const [media, bases] of target.bases) {
    const password = passwordOf(media.schema, schemas);
    if (password === undefined) continue;
    const working = bases.filter(({ works }) => works);
    if (working.length === 0) yield toGap(target, media.at, 'same-answer', 'pass', 'no example shows credentials that are right');
    const names = new Set(working.flatMap(({ value }) => Object.keys(Object(value) as object)));
    names.delete(password);
    yield* toWrongPasswords(target, working, password);
    for (const name of names) {
      const base = working.find(({ value }) => typeof read(value, name) === 'string');
      const twin = base && toTwin(target, base, name, password);
      if (twin) yield twin;
    }
  }
}

/** Passwords that a careless comparison takes for the right one. */
function* toWrongPasswords(target: Target, working: readonly Base[], password: string): Generator<Sketch> {
  const base = working.find(({ value }) => typeof read(value, password) === 'string');
  const right = base && read(base.value, password);
  if (!base || typeof right !== 'string') return;
  for (const [variant, text] of [
    ['other-letter-case', swapCase(right)],
    ['without-its-end', right.slice(0, -1)],
    ['with-more-behind-it', `${right}q`],
  ] as const) {
    const value: unknown = { ...Object(base.value), [password]: text };
    if (text === right || !fits(target.contract, base.media.schema, value)) continue;
    yield toSketch(target, {
      kind: 'credentials',
      where: password,
      rule: 'security',
      variant,
      side: 'fail',
      at: placeOf(target, base, password),
      title: `${password}: the right one, ${variant.replaceAll('-', ' ')}`,
      draft: compose(target, { ...base, value }),
      expect: refuseAccount(target),
    });
  }
}

function placeOf(target: Target, { media }: Base, password: string): Sketch['at'] {
  const property = propertiesOf(media.schema, target.contract.spec.schemas).get(password);
  return typeof property === 'object' ? locateKeyword(target, property, 'format', media.at) : media.at;
}

function toTwin(target: Target, base: Base, name: string, password: string): Sketch | undefined {
  const { contract } = target;
  const { media, value } = base;
  const right = read(value, password);
  const account = read(value, name);
  if (typeof right !== 'string' || typeof account !== 'string') return undefined;
  const replace = (key: string, text: string): unknown => ({ ...Object(value), [key]: text });
  const wrong = replace(password, turn(right, 1));
  const unknown = unknownAccounts(account)
    .map((text) => replace(name, text))
    .find((other) => fits(contract, media.schema, other));
  if (unknown === undefined || !fits(contract, media.schema, wrong) || isDeepStrictEqual(wrong, value)) return undefined;
  return toSketch(target, {
    kind: 'same-answer',
    where: name,
    rule: 'same-answer',
    variant: '',
    side: 'fail',
    at: placeOf(target, base, password),
    title: `a wrong ${password} and an unknown ${name} get the same answer`,
    draft: compose(target, { ...base, value: wrong }),
    twin: compose(target, { ...base, value: unknown }),
    expect: refuseAccount(target),
  });
}

/** 401, unless the contract has something else for it. */
function refuseAccount(target: Target): Expectation {
  const { accepted, statuses } = accept(target);
  const refusals = statuses.filter((status) => status.startsWith('4'));
  if (refusals.length === 0) return { statuses: ['4XX'], documented: false };
  return { statuses: refusals.includes('401') ? ['401'] : refusals, documented: true, ...(accepted && { accepted }) };
}

function read(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
}

/** Names of the same shape: other letters and digits near the end, of an address before the `@`. */
function unknownAccounts(account: string): string[] {
  const at = account.indexOf('@');
  const [name, host] = at === -1 ? [account, ''] : [account.slice(0, at), account.slice(at)];
  return [6, 4, 1].map((count) => turn(name, count) + host);
}

function swapCase(text: string): string {
  return text === text.toUpperCase() ? text.toLowerCase() : text.toUpperCase();
}

/** The last letters and digits are replaced by others of their kind. */
function turn(text: string, count: number): string {
  let left = count;
  const characters = [...text].toReversed().map((character) => {
    if (left === 0 || !/[a-z\d]/i.test(character)) return character;
    left--;
    if (/\d/.test(character)) return String((Number(character) + 5) % 10);
    return character === 'q' ? 'z' : character === 'Q' ? 'Z' : /[a-z]/.test(character) ? 'q' : 'Q';
  });
  const turned = characters.toReversed().join('');
  return turned === text ? `${text.slice(0, -1)}q` : turned;
}
