import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { copySpecs, createFolder } from './fixtures/copy.ts';
import { createGenerator, type Generation } from './generator.ts';
import { apply, compare } from './output.ts';

function edit(folder: string, file: string, from: string, to: string): void {
  const path = join(folder, file);
  const text = readFileSync(path, 'utf8');
  if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
  writeFileSync(path, text.replace(from, to));
}

const statesOf = ({ apis }: Generation) => Object.fromEntries(apis.map(({ name, state }) => [name, state]));

describe('a warm generator', () => {
  test('makes nothing again that would be the same', async () => {
    const specs = copySpecs();
    const generator = await createGenerator(specs);
    const before = await generator.generate();
    expect(statesOf(before)).toEqual({ 'front-desk': 'good', library: 'good' });
    edit(specs, 'front-desk/openapi.yaml', 'operationId: isOpen', 'operationId: isShut');
    const after = await generator.generate();
    expect(after.documents.get('library')).toBe(before.documents.get('library'));
    expect(after.documents.get('front-desk')).not.toBe(before.documents.get('front-desk'));
    expect(after.files.get('front-desk.gen.ts')).toContain('isShut');
    expect(after.files.get('library.gen.ts')).toBe(before.files.get('library.gen.ts'));
  });

  test('keeps the files of a contract that breaks, and says so until it is mended', async () => {
    const specs = copySpecs();
    const generator = await createGenerator(specs);
    const before = await generator.generate();
    edit(specs, 'library/openapi.yaml', '  /loans:\n', '  /loans: [\n');
    edit(specs, 'front-desk/openapi.yaml', 'operationId: isOpen', 'operationId: isShut');
    const broken = await generator.generate();
    expect(statesOf(broken)).toEqual({ 'front-desk': 'good', library: 'kept' });
    expect(broken.findings).toEqual([expect.objectContaining({ file: join(specs, 'library/openapi.yaml'), line: 9, rule: 'yaml' })]);
    expect(broken.files.get('library.gen.ts')).toBe(before.files.get('library.gen.ts'));
    expect(broken.files.get('library.gen.json')).toBe(before.files.get('library.gen.json'));
    expect(broken.files.get('examples.gen.ts')).toContain('isShut');
    edit(specs, 'library/openapi.yaml', '  /loans: [\n', '  /loans:\n');
    expect(statesOf(await generator.generate())).toEqual({ 'front-desk': 'good', library: 'good' });
  });

  test('a contract that was never good is in no file, and one that is gone neither', async () => {
    const specs = copySpecs();
    const generator = await createGenerator(specs);
    mkdirSync(join(specs, 'annex'));
    writeFileSync(join(specs, 'annex/openapi.yaml'), 'openapi: 3.1.0\n');
    rmSync(join(specs, 'front-desk'), { recursive: true });
    const generation = await generator.generate();
    expect(statesOf(generation)).toEqual({ annex: 'missing', library: 'good' });
    expect([...generation.files.keys()].filter((name) => /annex|front-desk/.test(name))).toEqual([]);
    expect(generation.files.get('apis.gen.ts')).not.toContain('annex');
  });

  test('what was good in an earlier session is kept', async () => {
    const [specs, out] = [copySpecs(), createFolder()];
    const { files } = await (await createGenerator(specs)).generate();
    apply(out, files, compare(out, files));
    edit(specs, 'library/openapi.yaml', '  /loans:\n', '  /loans: [\n');
    const generation = await (await createGenerator(specs, { out })).generate();
    expect(statesOf(generation)).toEqual({ 'front-desk': 'good', library: 'kept' });
    expect(compare(out, generation.files)).toEqual([]);
    writeFileSync(join(out, 'library.gen.json'), '{');
    expect(statesOf(await (await createGenerator(specs, { out })).generate())).toMatchObject({ library: 'missing' });
  });
});

/** Edits of the fixture that are valid, or break it, or have no effect. */
const edits: [file: string, from: string, to: string][] = [
  ['library/openapi.yaml', 'isbn: { type: string }', 'isbn: { type: string, nullable: true }'],
  ['library/openapi.yaml', 'required: [due]', 'required: [due, renewals]'],
  ['library/openapi.yaml', 'operationId: lend', 'operationId: borrow'],
  ['library/openapi.yaml', 'title: Library', 'title: Lending library'],
  ['library/openapi.yaml', 'reader: ann', 'reader: bob'],
  ['library/openapi.yaml', 'x-client-name: token', 'x-client-name: ticket'],
  ['library/openapi.yaml', '        - required: [title]\n', ''],
  ['library/openapi.yaml', '    Either:\n', '    Both:\n      $ref: "#/components/schemas/Loan"\n    Either:\n'],
  ['library/openapi.yaml', '    Failure:\n', '    Failed:\n'],
  ['library/openapi.yaml', '  /shelves:\n', '  /shelves: {\n'],
  ['library/paths.yaml', 'operationId: showLoan', 'operationId: seeLoan'],
  ['library/paths.yaml', 'name: loan, in: path', 'name: lone, in: path'],
  ['shared/failure.yaml', 'required: [', 'required: [more, '],
  ['shared/failure.yaml', 'type: object', 'type: thing'],
  ['front-desk/openapi.yaml', 'operationId: isOpen', 'operationId: isShut'],
];

test('after any edits it makes what a new generator makes', { timeout: 120_000 }, async () => {
  const specs = copySpecs();
  const original = createFolder();
  cpSync(specs, original, { recursive: true });
  const generator = await createGenerator(specs, { size: 200 });
  const step = async (index: number) => {
    const [file, from, to] = edits[index] ?? ['', '', ''];
    const path = join(specs, file);
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.includes(from) ? text.replace(from, to) : readFileSync(join(original, file), 'utf8'));
    const warm = await generator.generate();
    const cold = await (await createGenerator(specs)).generate();
    expect(warm.findings).toEqual(cold.findings);
    const good = cold.apis.filter(({ state }) => state === 'good').map(({ name }) => name);
    for (const name of good)
      for (const end of ['ts', 'json']) expect(warm.files.get(`${name}.gen.${end}`)).toBe(cold.files.get(`${name}.gen.${end}`));
    if (cold.findings.length === 0) expect(warm.files).toEqual(cold.files);
  };
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(edits.length - 1), { minLength: 1, maxLength: 8 }), async (steps) => {
      for (const index of steps) await step(index);
    }),
    { numRuns: 25 },
  );
});
