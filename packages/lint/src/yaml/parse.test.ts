import { getLineColLocation, parseYaml, Source } from '@redocly/openapi-core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyEdit, apply } from '../fixtures/edits.ts';
import { readContracts } from '../fixtures/files.ts';
import { type Parsed, parse } from './parse.ts';
import { createPlaces } from './place.ts';

/** The value as text, in the order of its keys; or what is wrong. */
function attempt(read: () => unknown): string {
  try {
    return JSON.stringify(read(), (_, value: unknown) => (value instanceof Set ? [...value] : value)) ?? 'undefined';
  } catch (error) {
    return String(error);
  }
}

const texts = [...readContracts().values()];
const anySize = fc.constantFrom(64, 300, 2000, undefined);

test('whatever is edited, it is read as the parser reads it', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(fc.constantFrom(...texts), anySize, fc.array(anyEdit, { maxLength: 10 }), (original, size, edits) => {
      let text = original;
      let before: Parsed | undefined;
      for (const edit of edits) {
        text = apply(edit, text, original);
        const expected = attempt(() => parseYaml(text));
        const read = attempt(() => {
          before = parse(text, before, size);
          return before.value;
        });
        expect(read).toBe(expected);
      }
    }),
    { numRuns: 150 },
  );
});

/** Every pointer into the value, and some that lead nowhere. */
function pointersIn(value: unknown, pointer = '#'): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const keys = Object.keys(value).filter((key) => key !== '');
  const below = keys.flatMap((key) => {
    const inner = `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    return [inner, ...pointersIn((value as Record<string, unknown>)[key], inner)];
  });
  return [...below, `${pointer}/nowhere`];
}

test('everything stands where Redocly says that it stands', () => {
  for (const text of texts) {
    const source = new Source('', text);
    for (const size of [64, 1000, undefined]) {
      const parsed = parse(text, undefined, size);
      const places = createPlaces(parsed);
      for (const pointer of ['#/', ...pointersIn(parsed.value)].filter((_, index) => index % 7 === 0)) {
        for (const onKey of [true, false]) {
          const { line, col } = getLineColLocation({ source, pointer, reportOnKey: onKey }).start;
          expect({ pointer, onKey, ...places.positionOf({ pointer, onKey }) }).toEqual({ pointer, onKey, line, col });
        }
      }
    }
  }
});

/** Edits within one entry after which the file says something else, or nothing. */
test.each([
  ['the end of the document', 'b: 1', 'b: 1\n...'],
  ['the end of the document between two entries', '# two', '...\n# two'],
  ['another document', '# two', '---\n# two'],
  ['an entry that is deeper than it was', '  b: 1', '   b: 1'],
  ['an entry that is higher than it was', '  b: 1', ' b: 1'],
  ['two entries', 'b: 1', 'b: 1\n  f: 2'],
  ['a carriage return, which ends a line too', '# note', '# no\rte: 1'],
  ['an alias of what stands elsewhere', 'b: 1', 'b: *x'],
  ['a key that stands elsewhere', '  b: 1', '  c: 1'],
])('%s', (_, from, to) => {
  const before = '# note\nz: 0\n# one\n# two\na:\n  b: 1\n  c: &x 2\nd: 3\n';
  const after = before.replace(from, to);
  const parsed = parse(before, undefined, 15);
  expect(attempt(() => parse(after, parsed, 15).value)).toBe(attempt(() => parseYaml(after)));
});

test.each([
  ['JSON', '{\n  "a": { "b": [1, { "c": 2 }] },\n  "d": [{ "e": "f" }, 1],\n  "z": 0\n}\n'],
  ['an alias of what stands elsewhere', 'a: { b: &x [1, { c: 2 }] }\nd: [{ e: *x }, 1]\nz: 0\n'],
  ['a circle of aliases', '{ a: &a { b: [1, { c: 2 }], x: *a }, d: [{ e: f }, 1], z: 0 }\n'],
])('%s: what stays is the same object', (_, before) => {
  type Any = { a: { b: [number, object] }; d: [object, number] };
  const first = parse(before);
  const [old, now] = [first, parse(before.replace(/1\]/, '7]').replace('z', 'y'), first)].map(({ value }) => value as Any);
  expect(now?.a.b[1]).toBe(old?.a.b[1]);
  expect(now?.d).not.toBe(old?.d);
  expect(now?.d[0]).toBe(old?.d[0]);
  expect(Object.keys(now ?? {})).toEqual(['a', 'd', 'y']);
});

test('what was one by an alias, and is written twice now, is two objects', () => {
  const before = parse('{ a: &x { b: [1] }, c: *x }\n');
  const { a, c } = parse('{ a: { b: [1] }, c: { b: [1] } }\n', before).value as { a: { b: object }; c: { b: object } };
  expect(c).toEqual(a);
  expect([c === a, c.b === a.b]).toEqual([false, false]);
});

test('a list, a date and an object that hold nothing are not taken for each other', () => {
  const values = ['[]', '{}', '2001-01-01', '{ __proto__: { a: b } }', '{ __proto__: { a: c } }', 'null'];
  for (const [one, two] of values.flatMap((each) => values.map((other) => [each, other] as const))) {
    const text = `{ a: ${two} }\n`;
    expect(parse(text, parse(`{ a: ${one} }\n`)).value).toStrictEqual(parseYaml(text));
  }
});

const text = 'a:\n  b: { c: 1 }\n  d:\n    - 2\ne: { f: 3 }\n';
type Value = { a: { b: object; d: object }; e: object };
const valueOf = ({ value }: Parsed) => value as Value;

test('what was not edited is the same object', () => {
  const before = parse(text, undefined, 1);
  const after = parse(text.replace('- 2', '- 4'), before, 1);
  expect(valueOf(after)).toEqual({ a: { b: { c: 1 }, d: [4] }, e: { f: 3 } });
  expect(valueOf(after).e).toBe(valueOf(before).e);
  expect(valueOf(after).a.b).toBe(valueOf(before).a.b);
  expect(valueOf(after).a.d).not.toBe(valueOf(before).a.d);
});

test('nor was what only moved', () => {
  const before = parse(text, undefined, 1);
  const after = parse(`x: 1\n${text}y: 2\n`, before, 1);
  expect(valueOf(after).a).toBe(valueOf(before).a);
  expect(createPlaces(after).positionOf({ pointer: '#/a/d/0', onKey: false })).toEqual({ line: 5, col: 7 });
});

test('the same entry in two places is two objects', () => {
  const { value } = parse('a:\n  x: { same: 1 }\nb:\n  x: { same: 1 }\n', undefined, 1);
  const { a, b } = value as { a: { x: object }; b: { x: object } };
  expect(a.x).toEqual(b.x);
  expect(a.x).not.toBe(b.x);
});
