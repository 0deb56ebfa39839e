import { isObject } from '../../values/json.ts';
import type { Place } from './places.ts';

export type Change = (value: unknown) => unknown;
type Named = readonly [name: string, title: string, change: Change];

/** Other values for a part that its schema forbids. */
export function schemaChanges({ facets }: Place): Named[] {
  const isSaid = (...keywords: string[]) => facets.some((facet) => keywords.some((keyword) => facet[keyword] !== undefined));
  const formats = facets.map((facet) => String(facet['format']));
  const isBound = isSaid('pattern') || formats.some((format) => ['date-time', 'date', 'email', 'uri', 'uuid', 'ipv4'].includes(format));
  return [
    ['null', 'is null', (value) => (value === null ? value : null)],
    ['other-type', 'is of another type', toOtherType],
    ...(isSaid('enum', 'const') ? [unknownMember] : []),
    ...(isBound ? [notOfTheFormat] : []),
  ];
}

/** Other values that only an example forbids. */
export function exactChanges({ facets, types }: Place): Named[] {
  const members = facets.flatMap((facet) => (Array.isArray(facet['enum']) ? (facet['enum'] as unknown[]) : []));
  return [...Object.entries(exact).flatMap(([type, changes]) => (types.has(type) ? changes : [])), ...members.map(toMember)];
}

const unknownMember: Named = [
  'unknown-member',
  'is a value that the contract does not name',
  (value) => (typeof value === 'string' ? `${value}-contract-kit` : typeof value === 'number' ? value + 1 : value),
];
const notOfTheFormat: Named = [
  'not-of-its-format',
  'is not of its format or pattern',
  (value) => (typeof value === 'string' ? `!${value} !` : value),
];

function toMember(member: unknown, index: number): Named {
  return [`member-${index + 1}`, `is ${String(member)}`, () => member];
}

/** What breaks no schema, by type: only an example says otherwise. */
const exact: Readonly<Record<string, readonly Named[]>> = {
  string: [
    ['other-text', 'is another text', ofText((text) => (text === '' ? 'x' : `${text.slice(0, -1)}${text.endsWith('x') ? 'y' : 'x'}`))],
    ['upper-case', 'is in capitals', ofText((text) => text.toUpperCase())],
    ['padded', 'has a space at its end', ofText((text) => `${text} `)],
    ['emptied-text', 'is an empty text', ofText(() => '')],
  ],
  number: [
    ['other-number', 'is another number', (value) => (typeof value === 'number' ? value + 1 : value)],
    ['negative', 'is a negative number', (value) => (typeof value === 'number' ? -value : value)],
  ],
  boolean: [['other-truth', 'is true where it is false', (value) => (typeof value === 'boolean' ? !value : value)]],
  array: [
    ['reversed', 'is in another order', ofList((list) => list.toReversed())],
    ['emptied', 'is an empty list', ofList(() => [])],
    ['shortened', 'lacks its last entry', ofList((list) => list.slice(0, -1))],
    ['doubled', 'has an entry twice', ofList((list) => [...list, ...list.slice(-1)])],
  ],
  object: [['emptied-object', 'is an empty object', (value) => (isObject(value) ? {} : value)]],
};

function ofText(change: (text: string) => string): Change {
  return (value) => (typeof value === 'string' ? change(value) : value);
}

function ofList(change: (list: readonly unknown[]) => readonly unknown[]): Change {
  return (value) => (Array.isArray(value) ? change(value) : value);
}

function toOtherType(value: unknown): unknown {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return /^-?\d{1,15}$/.test(value) ? Number(value) : [value];
  if (Array.isArray(value)) return { ...value };
  return isObject(value) ? [value] : value;
}
