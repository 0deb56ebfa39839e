import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createConfig, loadConfig, type Oas3Rule, type UserContext } from '@redocly/openapi-core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createChecker } from './check.ts';
import { anyMildEdit, apply } from './fixtures/edits.ts';
import { config, copySpecs, createFolder, readContracts } from './fixtures/files.ts';
import { locate } from './locate.ts';
import { createReader } from './reader.ts';

/** Files that several contracts have in common, and some that one has. */
const edited = [
  'shared/headers.yaml',
  'shared/status-error.yaml',
  'login/openapi.yaml',
  'login/operations/logout.yaml',
  'sign-in/openapi.yaml',
  'sign-in/operations/me.yaml',
];

const contracts = ['login/openapi.yaml', 'sign-in/openapi.yaml', 'flows/login.arazzo.yaml'];

test('however often a linter has linted, it finds what a new one finds', { timeout: 120_000 }, async () => {
  const folder = join(copySpecs(), 'specs');
  const rules = await loadConfig({ configPath: config });
  const texts = readContracts();
  const size = 500;
  const check = createChecker(rules, createReader(size));
  const anyStep = fc.record({ file: fc.constantFrom(...edited), edit: anyMildEdit });
  fc.assert(
    fc.property(fc.array(anyStep, { minLength: 1, maxLength: 3 }), (steps) => {
      for (const { file, edit } of steps) {
        const path = join(folder, file);
        writeFileSync(path, apply(edit, readFileSync(path, 'utf8'), texts.get(file) ?? ''));
        for (const contract of contracts) {
          const [warm, cold] = [check, createChecker(rules, createReader(size))].map((each) => {
            const { problems, linked } = each(join(folder, contract));
            return { findings: locate(problems, linked.files), files: [...linked.files.keys()] };
          });
          expect(warm).toEqual(cold);
        }
      }
      for (const file of edited) writeFileSync(join(folder, file), texts.get(file) ?? '');
    }),
    { numRuns: 12 },
  );
});

const text = `openapi: 3.1.0
info: { title: A, version: 1.0.0 }
paths: {}
components:
  schemas:
    One: { type: string }
    Two: { $ref: '#/components/schemas/One', description: The same }
`;

/** How often a rule that calls itself local looks at schemas, when one of them is linted, another edited, and both linted again. */
async function countVisits(rule: Oas3Rule): Promise<number> {
  const file = join(createFolder({ 'openapi.yaml': text }), 'openapi.yaml');
  const plugin = { id: 'own', rules: { oas3: { rule: Object.assign(rule, { isLocal: true }) } } };
  const check = createChecker(await createConfig({ rules: { 'own/rule': 'error' }, plugins: [plugin] }), createReader(1));
  const found = () => check(file).problems.map(({ message }) => message);
  const before = found();
  writeFileSync(file, text.replace('title: A', 'title: B'));
  expect(found()).toEqual(before);
  return before.length;
}

test('a rule that looks at nothing but the node is asked once', async () => {
  let count = 0;
  const reported = await countVisits(() => ({ Schema: (_, { report }) => report({ message: `visit ${++count}` }) }));
  expect({ reported, count }).toEqual({ reported: 1, count: 1 });
});

type Look = (context: UserContext) => unknown;

test.each<[what: string, look: Look]>([
  ['its key', ({ key }) => key],
  ['its parent', ({ parent }) => parent],
  ['where it was referred to', ({ rawLocation }) => rawLocation],
  ['what it refers to', ({ resolve }) => resolve({ $ref: '#/components/schemas/One' })],
])('a rule that says so and looks at %s is asked each time', async (_, look) => {
  let count = 0;
  const rule: Oas3Rule = () => ({
    Schema(_node, context) {
      look(context);
      count++;
      context.report({ message: 'seen' });
    },
  });
  expect(await countVisits(rule)).toBe(1);
  expect(count).toBeGreaterThan(1);
});

test('a node that stayed is seen in its parent as that is now', async () => {
  const allOf = 'allOf: [{ type: string }]';
  const file = join(
    createFolder({ 'openapi.yaml': `openapi: 3.1.0\npaths: {}\ncomponents:\n  schemas:\n    One:\n      ${allOf}\n` }),
    'openapi.yaml',
  );
  const rule: Oas3Rule = () => ({ AllOf: (_, { parent, report }) => report({ message: Object.keys(parent as object).join() }) });
  const plugin = { id: 'own', rules: { oas3: { rule } } };
  const check = createChecker(await createConfig({ rules: { 'own/rule': 'error' }, plugins: [plugin] }), createReader(1));
  const found = () => check(file).problems.map(({ message }) => message);
  expect(found()).toEqual(['allOf']);
  writeFileSync(file, readFileSync(file, 'utf8').replace(allOf, `${allOf}\n      title: One`));
  expect(found()).toEqual(['allOf,title']);
});

const shop = `openapi: 3.1.0
paths: {}
components:
  schemas:
    Cup:
      properties: { size: { $ref: '#/components/schemas/Size' } }
      examples: [{ size: 1 }]
    Mug:
      allOf: [{ $ref: '#/components/schemas/Sized' }]
      unevaluatedProperties: false
      examples: [{ size: 1 }]
    Size: { type: integer }
    Sized: { properties: { size: { type: integer } } }
`;

test('an example is judged by what its schema refers to now', async () => {
  const file = join(createFolder({ 'openapi.yaml': shop }), 'openapi.yaml');
  const reader = createReader(1);
  const check = createChecker(await loadConfig({ configPath: config }), reader);
  const found = (contract: string) => {
    writeFileSync(file, contract);
    const { problems, linked } = check(file);
    const own = problems.filter(({ rule }) => rule === 'house/valid-examples');
    return locate(own, linked.files).map(({ line, message }) => `${line} ${message.split('; ')[0]}`);
  };
  expect(found(shop)).toEqual([]);
  const strict = shop.replace('Size: { type: integer }', 'Size: { type: string }');
  expect(found(strict)).toEqual(['7 The example breaks its schema: /size must be string. Correct one of the two.']);
  expect(found(shop)).toEqual([]);
  const other = shop.replace('{ properties: { size:', '{ properties: { sizes:');
  expect(found(other)).toEqual([
    '11 The example breaks its schema: it must NOT have unevaluated properties ("size"). Correct one of the two.',
  ]);
});
