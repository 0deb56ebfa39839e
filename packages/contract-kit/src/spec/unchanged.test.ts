import { expect, test } from 'vitest';
import { parseDocument } from './document.ts';
import { get, readGraph, type Graph } from './graph.ts';
import { SpecError } from './location.ts';
import { createUnchanged } from './unchanged.ts';

type Files = Readonly<Record<string, unknown>>;

const start: Files = {
  '/a/openapi.yaml': {
    plain: { type: 'string' },
    direct: { $ref: '#/parts/One' },
    indirect: { items: { $ref: '#/parts/Two' } },
    circle: { $ref: '#/parts/Round' },
    other: { $ref: 'shared.yaml#/Time' },
    nowhere: { example: { $ref: '#/nothing' } },
    parts: { One: { maxLength: 1 }, Two: { properties: { one: { $ref: '#/parts/One' } } }, Round: { next: { $ref: '#/parts/Round' } } },
  },
  '/a/shared.yaml': { Time: { format: 'date-time' } },
};

async function read(files: Files, before?: Graph): Promise<Graph> {
  return readGraph('/a/openapi.yaml', undefined, (file) => {
    if (!(file in files)) return Promise.reject(new SpecError('no such file'));
    const known = before?.documents.filter((document) => document.file === file) ?? [];
    return Promise.resolve(parseDocument(file, JSON.stringify(files[file]), ...known));
  });
}

async function unchanged(files: Files): Promise<string[]> {
  const old = await read(start);
  const next = await read(files, old);
  const isUnchanged = createUnchanged(old, next);
  const keys = ['plain', 'direct', 'indirect', 'circle', 'other', 'nowhere'];
  return keys.filter((key) => isUnchanged(get(old.root, key), get(next.root, key)));
}

function edit(file: string, change: (value: Record<string, Record<string, unknown>>) => void): Files {
  const files = structuredClone(start) as Record<string, Record<string, Record<string, unknown>>>;
  change(files[file] ?? {});
  return files;
}

test.each<[string, Files, string[]]>([
  ['nothing', start, []],
  ['a part of its own', edit('/a/openapi.yaml', (it) => Object.assign(it['plain'] ?? {}, { type: 'integer' })), ['plain']],
  [
    'what others refer to',
    edit('/a/openapi.yaml', (it) => Object.assign(it['parts'] ?? {}, { One: { maxLength: 2 } })),
    ['direct', 'indirect'],
  ],
  ['a part of a circle', edit('/a/openapi.yaml', (it) => Object.assign(it['parts']?.['Round'] ?? {}, { title: 'x' })), ['circle']],
  ['another file', edit('/a/shared.yaml', (it) => Object.assign(it, { Time: { format: 'date' } })), ['other']],
  ['what was referred to into nowhere', edit('/a/openapi.yaml', (it) => Object.assign(it, { nothing: {} })), ['nowhere']],
])('when %s changes, only what refers to it has changed', async (_what, files, changed) => {
  const all = ['plain', 'direct', 'indirect', 'circle', 'other', 'nowhere'];
  expect(await unchanged(files)).toEqual(all.filter((key) => !changed.includes(key)));
});
