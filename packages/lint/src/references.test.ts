import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { toLines } from './finding.ts';
import { config, createFolder } from './fixtures/files.ts';
import { createLinter } from './linter.ts';

const whole = `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /cups:
    $ref: cups.yaml
components:
  schemas:
    Cup: { type: integer }
`;
const cups = `get:
  operationId: show
  responses:
    '200': { description: A cup., content: { application/json: { schema: { $ref: 'openapi.yaml#/components/schemas/Cup' } } } }
`;

/** What is wrong of all that could be: the rules of taste are not asked. */
async function linesOf(files: Record<string, string>): Promise<string[]> {
  const rules = 'rules: { struct: error, no-unresolved-refs: error }\n';
  const folder = createFolder({ 'specs/shop/openapi.yaml': whole, 'specs/shop/cups.yaml': cups, 'redocly.yaml': rules, ...files });
  const { findings } = await (await createLinter({ root: folder })).lint(join(folder, 'specs/shop/openapi.yaml'));
  return toLines(findings, folder);
}

const shop = 'specs/shop/openapi.yaml';

describe('what cannot be read is one finding', () => {
  test.each<[name: string, files: Record<string, string>, line: string]>([
    ['a tab', { [shop]: whole.replace('  /cups', '\t/cups') }, `${shop}:4:1  tab characters must not be used in indentation (4:1) (yaml)`],
    ['a key twice', { [shop]: `${whole}paths: {}\n` }, `${shop}:9:1  duplicated mapping key (9:1) (yaml)`],
    ['an open bracket', { [shop]: whole.replace('integer }', 'integer') }, `${shop}:9:1  deficient indentation (9:1) (yaml)`],
    ['an empty file', { [shop]: '' }, `${shop}:1:1  Document must be JSON object, got undefined (openapi)`],
    ['another version', { [shop]: whole.replace('3.1.0', '4.0.0') }, `${shop}:1:1  Unsupported OpenAPI version: 4.0.0 (openapi)`],
    [
      'a broken file behind a reference, told of where it is broken',
      { 'specs/shop/cups.yaml': cups.replace('responses:', '[') },
      'specs/shop/cups.yaml:5:1  Failed to parse: deficient indentation (5:1) (no-unresolved-refs)',
    ],
    [
      'a file that is not there',
      { [shop]: whole.replace('cups.yaml', 'mugs.yaml') },
      `${shop}:5:5  Can't resolve $ref: there is no file specs/shop/mugs.yaml (no-unresolved-refs)`,
    ],
    [
      'a folder',
      { [shop]: whole.replace('cups.yaml', '../shop') },
      `${shop}:5:5  Can't resolve $ref: specs/shop is a folder (no-unresolved-refs)`,
    ],
    [
      'a URL',
      { [shop]: whole.replace('cups.yaml', 'http://127.0.0.1:1/cups.yaml') },
      `${shop}:5:5  Can't resolve $ref: a URL is not read: http://127.0.0.1:1/cups.yaml (no-unresolved-refs)`,
    ],
    [
      'a reference into nowhere',
      { 'specs/shop/cups.yaml': cups.replace('schemas/Cup', 'schemas/Mug') },
      `specs/shop/cups.yaml:4:76  Can't resolve $ref (no-unresolved-refs)`,
    ],
    [
      'a reference to itself',
      { [shop]: whole.replace('{ type: integer }', "{ $ref: '#/components/schemas/Cup' }") },
      `specs/shop/cups.yaml:4:76  Can't resolve $ref: it leads in a circle (no-unresolved-refs)`,
    ],
  ])('%s', async (_, files, line) => {
    const [first, ...others] = await linesOf(files);
    expect(first).toBe(line);
    // Where a reference leads in a circle, so does whatever refers to it.
    expect(others.filter((other) => other !== `${shop}:8:12  Can't resolve $ref: it leads in a circle (no-unresolved-refs)`)).toEqual([]);
  });

  test('a contract that is not there', async () => {
    const linter = await createLinter({ root: createFolder({}), config });
    const { findings } = await linter.lint('/nowhere/openapi.yaml');
    expect(findings).toEqual([expect.objectContaining({ file: '/nowhere/openapi.yaml', line: 1, col: 1, rule: 'file' })]);
  });

  test('a circle of two is told of at both', async () => {
    const circle = "{ $ref: '#/components/schemas/Mug' }\n    Mug: { $ref: '#/components/schemas/Cup' }";
    const lines = await linesOf({ [shop]: whole.replace('{ type: integer }', circle) });
    expect(lines).toContain(`${shop}:8:12  Can't resolve $ref: it leads in a circle (no-unresolved-refs)`);
    expect(lines).toContain(`${shop}:9:12  Can't resolve $ref: it leads in a circle (no-unresolved-refs)`);
  });
});
