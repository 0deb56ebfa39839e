import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDocument, type Document } from './document.ts';
import { child } from './pointer.ts';
import { readAgain } from './reread.ts';

const file = '/contract.yaml';
const folder = join(import.meta.dirname, '../../../../specs');
const yaml = readFileSync(join(folder, 'sign-in/openapi.yaml'), 'utf8');
// Longer than what is read as a whole anyway, without the anchors of our own contracts.
const json = JSON.stringify(
  { paths: parseDocument(file, yaml).value, more: { text: 'x'.repeat(5000), list: [{ a: 1 }, [2, 'b']] } },
  null,
  2,
);
const pieces = [...' \n\t:-#|>\'"{}[],&*!%?0', '  x: 1\n', '- y\n', '"z": 1, ', '---\n', '&a ', '*a', '<<: ', ': ', '\r\n', '\\'];

/** A text with some characters removed and others put there. */
const edits = fc.array(
  fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), remove: fc.nat(30), insert: fc.constantFrom('', ...pieces) }),
  { minLength: 1, maxLength: 3 },
);

function apply(text: string, at: number, remove: number, insert: string): string {
  const start = Math.floor(at * text.length);
  return text.slice(0, start) + insert + text.slice(start + remove);
}

function read(text: string, ...known: Document[]): Document | string {
  try {
    return parseDocument(file, text, ...known);
  } catch (error) {
    return (error as Error).message;
  }
}

function pointersIn(value: unknown, pointer = ''): string[] {
  if (typeof value !== 'object' || value === null) return [pointer];
  return [pointer, ...Object.entries(value).flatMap(([key, part]) => pointersIn(part, child(pointer, key)))];
}

describe.each([
  ['YAML', yaml],
  ['JSON', json],
])('a version of a file in %s', (_language, text) => {
  test('reads the same with the version before it known as without', () => {
    fc.assert(
      fc.property(edits, (steps) => {
        let before = parseDocument(file, text);
        for (const { at, remove, insert } of steps) {
          const next = apply(before.text, at, remove, insert);
          const [whole, again] = [read(next), read(next, before)];
          if (typeof whole === 'string' || typeof again === 'string') {
            expect(again).toBe(whole);
            continue;
          }
          expect(again.value).toEqual(whole.value);
          const places = pointersIn(whole.value).filter((_, index) => index % 29 === 0);
          expect(places.map((pointer) => again.locate(pointer))).toEqual(places.map((pointer) => whole.locate(pointer)));
          before = again;
        }
      }),
      { numRuns: 25, seed: 1 },
    );
  });
});

test('two lines that become one are read like that', () => {
  const before = parseDocument(file, yaml);
  const ends = [...yaml.matchAll(/\n/g)].map(({ index }) => index).filter((_, count) => count % 20 === 0);
  for (const end of ends) {
    const next = yaml.slice(0, end) + yaml.slice(end + 1);
    const [whole, again] = [read(next), read(next, before)];
    expect(typeof again === 'string' ? again : again.value).toEqual(typeof whole === 'string' ? whole : whole.value);
  }
});

test.each([
  ['YAML', yaml, 'maxLength: 254', 'maxLength: 255'],
  ['JSON', json, '"maxLength": 254', '"maxLength": 255'],
])('of a file in %s only the entry that changed is read', (_language, text, from, to) => {
  const before = parseDocument(file, text);
  const after = readAgain([before], text.replace(from, to));
  expect(after?.value).toEqual(parseDocument(file, text.replace(from, to)).value);
  expect(after?.value).not.toBe(before.value);
});

test('what two versions have in common are the same objects, and what they have not are not', () => {
  const text = (limit: number) => JSON.stringify({ a: { deep: [{ limit }, { other: 1 }] }, b: { c: [1, 2] } }, null, 1);
  const before = parseDocument(file, text(1)).value as { a: { deep: unknown[] }; b: unknown };
  const after = parseDocument('/elsewhere.yaml', text(2), parseDocument(file, text(1))).value as typeof before;
  expect(after.b).toEqual(before.b);
  const old = parseDocument(file, text(1));
  const next = parseDocument(file, text(2), old).value as typeof before;
  const known = old.value as typeof before;
  expect([next.b === known.b, next.a.deep[1] === known.a.deep[1], next.a.deep[0] === known.a.deep[0]]).toEqual([true, true, false]);
});

test('a key twice in one object of JSON is told with its place, also in an entry that is read again', () => {
  const before = parseDocument(file, json);
  const twice = json.replace('"more": {', '"more": {\n    "text": "",');
  expect(() => parseDocument(file, twice)).toThrow(/contract\.yaml:\d+:\d+: duplicated mapping key/);
  expect(() => parseDocument(file, twice, before)).toThrow(/contract\.yaml:\d+:\d+: duplicated mapping key/);
  expect(read('{"a": 1, "__proto__": {"b": 2}}')).toMatchObject({ isJson: true });
});

/** The last of some versions, and what tells whether those before it are still there. */
function readVersions(): { last: Document; refs: WeakRef<object>[] } {
  const refs: WeakRef<object>[] = [];
  let last = parseDocument(file, yaml);
  for (const limit of [300, 301, 302, 303]) {
    last.locate('/info');
    refs.push(new WeakRef(last), new WeakRef(last.lines));
    last = parseDocument(file, yaml.replace('maxLength: 254', `maxLength: ${limit}`), last);
  }
  return { last, refs };
}

test('no version of a file keeps the one before in memory', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const { last, refs } = readVersions();
  const left = () => refs.filter((ref) => ref.deref() !== undefined);
  // What a WeakRef was asked for lives until the end of the task.
  for (let tries = 0; left().length > 0 && tries < 20; tries++) {
    await setImmediate();
    collect();
  }
  expect(left()).toEqual([]);
  expect(last.text).toContain('maxLength: 303');
});
