import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { NormalizedProblem } from '@redocly/openapi-core';
import { describe, expect, test } from 'vitest';
import { config, copySpecs, createFolder, root } from './fixtures/files.ts';
import { createLinter, type Report } from './linter.ts';

/** Lints as `pnpm lint` does; the command has a copy of Redocly of its own. */
function lintByCommand(files: readonly string[], cwd: string): string[] {
  const cli = join(import.meta.dirname, '../node_modules/@redocly/cli/bin/cli.js');
  const args = [
    cli,
    'lint',
    ...files.map((file) => relative(cwd, file)),
    '--config',
    config,
    '--format',
    'json',
    '--max-problems',
    '100000',
  ];
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
  const { stdout } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8', env, maxBuffer: 1e9 });
  const reports = JSON.parse(`[${stdout.replaceAll(/^\}\s*\{$/gm, '},{')}]`) as { problems: NormalizedProblem[] }[];
  const lines = reports.flatMap(({ problems }) =>
    problems.map(({ ruleId, severity, message, suggest, location: [place] }) => {
      const { source, start } = place as unknown as { source: { ref: string }; start: { line: number; col: number } };
      return toLine({ file: resolve(cwd, source.ref), ...start, rule: ruleId, severity, message, suggestions: suggest });
    }),
  );
  return [...new Set(lines)].toSorted();
}

type Shown = Omit<Report['findings'][number], 'api'>;

function toLine({ file, line, col, rule, severity, message, suggestions }: Shown): string {
  // The command shows the object around a broken reference, we the reference.
  const place = rule === 'no-unresolved-refs' ? line : `${line}:${col}`;
  return `${file}:${place} ${severity} ${rule} ${message} ${suggestions.join()}`;
}

const fixtures = join(root, 'specs/rules/fixtures');
const library = join(root, 'packages/codegen/src/fixtures/specs/library/openapi.yaml');

/** A contract with a fault of each kind that Redocly itself knows, in several files. */
const faulty = {
  'specs/shop/openapi.yaml': `openapi: 3.1.0
info: { title: Shop, version: 1.0.0, licence: MIT }
tags: [{ name: cups }, { name: cups }]
paths:
  /cups/{id}:
    get:
      operationId: show
      sumary: A cup
      parameters:
        - { $ref: 'parts.yaml#/Id' }
        - { name: id, in: path, required: true, schema: { type: string } }
      callbacks:
        shown:
          '{$request.query.url}/{thing}':
            parameters: [{ name: thing, in: query, schema: { type: string } }, { name: thing, in: query, schema: {} }]
            post: { operationId: shown, parameters: [{ $ref: 'parts.yaml#/Id' }], responses: { '200': { description: Fine. } } }
      responses:
        '200': { $ref: '#/components/responses/Nowhere' }
        '404': { $ref: 'parts.yaml#/Missing' }
        default: { $ref: other.yaml }
  /cups/{name}:
    get: { operationId: show, security: [{ nobody: [] }], responses: {} }
components:
  schemas:
    Cup: { type: object, items: { type: string }, required: [size], enum: [1, 1] }
    Alias: { $ref: '#/components/schemas/Cup', description: Mine }
    Stock: { type: object, propertyNames: { $ref: '#/components/schemas/Name' }, additionalProperties: true, maxProperties: 9 }
    Name: { minLength: 1 }
    Text: plain
    Far: { $ref: 'parts.yaml#/Alias' }
    List: [1]
`,
  'specs/shop/parts.yaml': `Id: { name: ID, in: path, schema: { type: integer, description: "<script>" } }
Alias: { $ref: '#/Real', properties: { a: { type: strin } } }
Real: { type: object, additionalProperties: false }
`,
};

describe('the findings are those of the command', () => {
  test('in the contracts and the fixtures', { timeout: 60_000 }, async () => {
    const linter = await createLinter({ root });
    const files = [...linter.targets(), join(fixtures, 'broken.yaml'), join(fixtures, 'sound.yaml'), library];
    const reports = await Promise.all(files.map((file) => linter.lint(file)));
    const findings = reports.flatMap((report) => report.findings);
    expect(findings.length).toBeGreaterThan(50);
    expect([...new Set(findings.map(toLine))].toSorted()).toEqual(lintByCommand(files, root));
  });

  test('in a contract full of faults, however it is divided', { timeout: 60_000 }, async () => {
    const folder = createFolder(faulty);
    const file = join(folder, 'specs/shop/openapi.yaml');
    // The command calls a missing file otherwise.
    const lines = lintByCommand([file], folder).filter((line) => !line.includes('ENOENT'));
    expect(lines.length).toBeGreaterThan(20);
    for (const size of [16, 200, undefined]) {
      const { findings } = await (await createLinter({ root: folder, config, ...(size !== undefined && { size }) })).lint(file);
      expect(
        findings
          .filter(({ message }) => !message.includes('there is no file'))
          .map(toLine)
          .toSorted(),
      ).toEqual(lines);
    }
  });
});

const missing = `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /cups:
    $ref: cups.yaml
`;

describe('a warm linter', () => {
  test('finds the contracts that there are', async () => {
    const folder = copySpecs();
    const linter = await createLinter({ root: folder, config });
    rmSync(join(folder, 'specs/login'), { recursive: true });
    expect(linter.targets().map((file) => relative(folder, file))).toEqual([
      'specs/platform/openapi.yaml',
      'specs/sign-in/openapi.yaml',
      'specs/flows/login.arazzo.yaml',
      'specs/flows/sign-in.arazzo.yaml',
    ]);
  });

  test('gives the same report until a file changes that it depends on', async () => {
    const folder = copySpecs();
    const linter = await createLinter({ root: folder, config });
    const lint = () => linter.lint(join(folder, 'specs/login/openapi.yaml'));
    const before = await lint();
    expect(before).toMatchObject({ findings: [], counts: new Map() });
    expect(await lint()).toBe(before);
    const headers = join(folder, 'specs/shared/headers.yaml');
    expect(before.files).toContain(headers);
    expect(before.files).not.toContain(join(folder, 'specs/sign-in/openapi.yaml'));
    writeFileSync(headers, readFileSync(headers, 'utf8').replace('required: true', 'required: 1'));
    const after = await lint();
    expect(after.findings).toEqual([expect.objectContaining({ file: headers, rule: 'struct', severity: 'error', api: 'login' })]);
  });

  test('waits for a file that is missing', async () => {
    const folder = createFolder({ 'specs/shop/openapi.yaml': missing });
    const linter = await createLinter({ root: folder, config });
    const lint = () => linter.lint(join(folder, 'specs/shop/openapi.yaml'));
    const before = await lint();
    expect(before.files).toContain(join(folder, 'specs/shop/cups.yaml'));
    expect(before.counts.get('no-unresolved-refs')).toEqual({ severity: 'error', count: 1 });
    writeFileSync(join(folder, 'specs/shop/cups.yaml'), 'get: {}\n');
    expect((await lint()).counts.has('no-unresolved-refs')).toBe(false);
  });

  test('counts all findings of a rule, and looks for as many as are asked for', async () => {
    const linter = await createLinter({ root });
    const all = await linter.lint(library);
    const some = await linter.lint(library, { perRule: 2 });
    expect(some.counts).toEqual(all.counts);
    expect(all.counts.get('house/string-maximum')?.count).toBeGreaterThan(5);
    expect(some.findings.filter(({ rule }) => rule === 'house/string-maximum')).toHaveLength(2);
    expect(all.findings).toEqual(expect.arrayContaining([...some.findings]));
  });
});
