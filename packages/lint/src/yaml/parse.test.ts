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
