import { lengthOf } from '../values/json.ts';
import { describe, type Described } from './described.ts';
import type { Aspect, Limit } from './difference.ts';

/** More names than these tell nobody more. */
const most = 8;

const kinds: Readonly<Record<string, string>> = {
  string: 'a text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  null: 'null',
};
const formats: Readonly<Record<string, string>> = {
  email: 'an email address',
  uri: 'a URL',
  'uri-reference': 'a URL or a part of one',
  uuid: 'a UUID',
  date: 'a date (YYYY-MM-DD)',
  'date-time': 'a date and time (RFC 3339)',
  time: 'a time (RFC 3339)',
  hostname: 'a host name',
  ipv4: 'an IPv4 address',
  ipv6: 'an IPv6 address',
  int32: 'a whole number of 32 bits',
  int64: 'a whole number of 64 bits',
};

/** As code in Markdown, on one line. */
export function code(text: string): string {
  const plain = text.replaceAll(/\s+/g, ' ');
  const fence = '`'.repeat(Math.max(0, ...[...plain.matchAll(/`+/g)].map(([run]) => run.length)) + 1);
  return fence.length > 1 ? `${fence} ${plain} ${fence}` : `${fence}${plain}${fence}`;
}

/** `a, b or c`. */
export function oneOf(texts: readonly string[]): string {
  return join(texts, 'or');
}

export function allOf(texts: readonly string[]): string {
  return join(texts, 'and');
}

function join(texts: readonly string[], word: string): string {
  const shown = texts.length > most ? [...texts.slice(0, most - 1), `${texts.length - most + 1} more`] : texts;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} ${word} ${shown.at(-1)}`;
}

export function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString('en-US')} ${number === 1 ? one : many}`;
}

/** A value as JSON; texts without quotes where they are words. */
export function valueText(value: unknown): string {
  const text = typeof value === 'string' && /^[\w./:@+-]+$/.test(value) ? value : (JSON.stringify(value) ?? 'nothing');
  return code(lengthOf(text) > 60 ? `${[...text].slice(0, 57).join('')}…` : text);
}

/** What is allowed as far as one fact goes: `at most 64 characters`. Undefined where it says nothing. */
export function factText(facts: Described, aspect: Aspect): string | undefined {
  if (aspect === 'kinds') return facts.kinds && oneOf(facts.kinds.map((kind) => kinds[kind] ?? kind));
  if (aspect === 'values') return facts.values && oneOf(facts.values.map(valueText));
  if (aspect === 'patterns') return facts.patterns.length === 0 ? undefined : `of the form ${allOf(facts.patterns.map(code))}`;
  if (aspect === 'formats')
    return facts.formats.length === 0 ? undefined : allOf(facts.formats.map((name) => formats[name] ?? `of the format ${code(name)}`));
  if (aspect === 'multiples') return facts.multiples.length === 0 ? undefined : `a multiple of ${allOf(facts.multiples.map(String))}`;
  if (aspect === 'unique') return facts.unique ? 'without an item twice' : undefined;
  return aspect in limits ? limitText(facts, aspect as Limit) : undefined;
}

const limits: Readonly<Record<Limit, (number: number) => string>> = {
  minLength: (number) => `at least ${count(number, 'character')} long`,
  maxLength: (number) => `at most ${count(number, 'character')} long`,
  minimum: (number) => `${number} or more`,
  maximum: (number) => `${number} or less`,
  exclusiveMinimum: (number) => `more than ${number}`,
  exclusiveMaximum: (number) => `less than ${number}`,
  minItems: (number) => `at least ${count(number, 'item')} long`,
  maxItems: (number) => `at most ${count(number, 'item')} long`,
  minProperties: (number) => `of at least ${count(number, 'property', 'properties')}`,
  maxProperties: (number) => `of at most ${count(number, 'property', 'properties')}`,
};

function limitText(facts: Described, limit: Limit): string | undefined {
  const number = facts[limit];
  return Number.isFinite(number) && !(number === 0 && /^min(L|I|P)/.test(limit)) ? limits[limit](number) : undefined;
}

/** The whole of a part in a few words: `a text of 1 to 64 characters`. */
export function describeText(facts: Described, depth = 0): string {
  const values = factText(facts, 'values');
  const [only, ...others] = facts.kinds ?? [];
  const format = facts.formats.map((name) => (only === 'string' || only === undefined ? formats[name] : undefined)).find(Boolean);
  const kind = values ?? format ?? (facts.kinds ? factText(facts, 'kinds') : 'any value') ?? 'any value';
  const more =
    values === undefined && others.length === 0 ? [lengthText(facts), rangeText(facts), itemsText(facts, depth), namesText(facts)] : [];
  const whole = [kind, ...more.filter((text) => text !== '')].join(' ');
  return facts.isNullable && facts.kinds && facts.kinds.length > 0 ? `${whole}, or null` : whole;
}

function lengthText({ minLength, maxLength }: Described): string {
  const isLimited = Number.isFinite(maxLength);
  if (isLimited && minLength > 0)
    return minLength === maxLength ? `of ${count(minLength, 'character')}` : `of ${minLength} to ${count(maxLength, 'character')}`;
  return isLimited ? `of at most ${count(maxLength, 'character')}` : minLength > 0 ? `of at least ${count(minLength, 'character')}` : '';
}

function rangeText({ minimum, maximum, formats: names }: Described): string {
  if (names.some((name) => name === 'int32')) return '';
  if (Number.isFinite(minimum) && Number.isFinite(maximum)) return `from ${minimum} to ${maximum}`;
  return Number.isFinite(minimum) ? `from ${minimum}` : Number.isFinite(maximum) ? `up to ${maximum}` : '';
}

function itemsText({ kinds: all, items, schemas, maxItems }: Described, depth: number): string {
  if (all?.[0] !== 'array') return '';
  const limit = Number.isFinite(maxItems) ? `of at most ${count(maxItems, 'item')}` : '';
  return [limit, items.length > 0 && depth < 2 ? `(each ${describeText(describe(schemas, items), depth + 1)})` : '']
    .filter(Boolean)
    .join(' ');
}

function namesText({ kinds: all, properties, required }: Described): string {
  if (all?.[0] !== 'object' || properties.size === 0) return '';
  return `with ${allOf([...properties.keys()].map((name) => (required.includes(name) ? code(name) : `${code(name)} (optional)`)))}`;
}
