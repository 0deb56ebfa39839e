import { cpSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { toLines } from './finding.ts';
import { copySpecs, createFolder, specs } from './fixtures/copy.ts';
import { generate } from './generate.ts';

async function linesOf(folder: string): Promise<string[]> {
  const result = await generate(folder);
  return 'findings' in result ? toLines(result.findings, dirname(folder)) : [];
}

const library = 'library/openapi.yaml';
const desk = 'front-desk/openapi.yaml';
const paths = 'library/paths.yaml';
const failure = 'shared/failure.yaml';

/** What is broken: file, text, the text in its stead, and the line that tells of it. */
const broken: Record<string, [file: string, from: string, to: string, line: RegExp]> = {
  'a YAML error': [library, '  /loans:\n', '  /loans: [\n', /^specs\/library\/openapi\.yaml:9:18 {2}.*\(yaml\)$/],
  'a duplicate key': [library, 'servers:\n', 'openapi: 3.1.0\nservers:\n', /^specs\/library\/openapi\.yaml:3:1 {2}.*\(yaml\)$/],
  'a YAML error in a shared file': [
    failure,
    'required: [',
    'required: {',
    /^specs\/shared\/failure\.yaml:5:19 {2}.*\(no-unresolved-refs\)$/,
  ],
  'no OpenAPI version': [library, 'openapi: 3.1.0', 'openapi: 4.0.0', /^specs\/library\/openapi\.yaml:1:1 {2}.*4\.0\.0 \(openapi\)$/],
  'a broken $ref': [library, "schemas/Loan'", "schemas/Lone'", /^specs\/library\/openapi\.yaml:16:23 {2}.*\(no-unresolved-refs\)$/],
  'a reference in a circle': [
    library,
    'Either:\n      oneOf:',
    "Either: { $ref: '#/components/schemas/Either' }\n    Neither:\n      oneOf:",
    /^specs\/library\/openapi\.yaml:79:15 {2}.*it leads in a circle \(no-unresolved-refs\)$/,
  ],
  'a keyword that the client cannot check': [
    library,
    'extra: { type: object }',
    'extra: { type: object, minContains: 1 }',
    /^specs\/library\/openapi\.yaml:30:55 {2}.*`minContains`.*\(codegen\/schemas\)$/,
  ],
  'a schema that has no type': [
    library,
    'Either:\n',
    'Neither: { type: object, properties: { a: [] } }\n    Either:\n',
    /^specs\/library\/openapi\.yaml:79:47 {2}.*\(struct\)$/,
  ],
  'a missing file': [library, 'shared/failure', 'shared/nothing', /^specs\/library\/openapi\.yaml:56:21 {2}.*\(no-unresolved-refs\)$/],
  'a URL': [
    library,
    '../shared/',
    'http://127.0.0.1:1/',
    /^specs\/library\/openapi\.yaml:56:21 {2}.*a URL is not read.*\(no-unresolved-refs\)$/,
  ],
  'no operationId': [desk, 'operationId: isOpen', 'summary: x', /^specs\/front-desk\/openapi\.yaml:7:5 {2}.*\(operation-operationId\)$/],
  'an operationId twice': [paths, 'bringBack', 'showLoan', /^specs\/library\/paths\.yaml:\d+:\d+ {2}.*\(operation-operationId-unique\)$/],
  'an operationId that the language calls': [
    paths,
    'bringBack',
    'then',
    /^specs\/library\/paths\.yaml:5:18 {2}.*`then`.*\(codegen\/operation-name\)$/,
  ],
  'an operationId that is no name': [
    paths,
    'bringBack',
    '__proto__',
    /^specs\/library\/paths\.yaml:5:18 {2}.*\(codegen\/operation-name\)$/,
  ],
  'an operationId that is nearly a name': [
    paths,
    'bringBack',
    'loans/bring-back',
    /^specs\/library\/paths\.yaml:5:18 {2}.* Did you mean: loansBringBack\? \(codegen\/operation-name\)$/,
  ],
  'an operationId that every client has': [
    paths,
    'bringBack',
    'session',
    /^specs\/library\/paths\.yaml:5:18 {2}.*\(codegen\/operation-name\)$/,
  ],
  'an alias that is no identifier': [
    library,
    'x-client-name: token',
    'x-client-name: to-ken',
    /^specs\/library\/openapi\.yaml:\d+:46 {2}`to-ken` cannot name a property.*\(codegen\/client-name\)$/,
  ],
  'an alias that is the name of another property': [
    library,
    'x-client-name: token',
    'x-client-name: name',
    /^specs\/library\/openapi\.yaml:\d+:46 {2}`name` is also the name of the property `name`.*\(codegen\/client-name\)$/,
  ],
  'an alias that is the name of a property beside it, in another branch': [
    paths,
    '- { type: object, properties: { renewal',
    '- { properties: { again: { type: string } } }\n              - { type: object, properties: { renewal',
    /^specs\/library\/paths\.yaml:\d+:\d+ {2}`again` is also.*\(codegen\/client-name\)$/,
  ],
  'an alias that stands on no property': [
    library,
    '    Reader:\n      type: object\n',
    '    Reader:\n      type: object\n      x-client-name: member\n',
    /^specs\/library\/openapi\.yaml:\d+:22 {2}Only a property has a name.*\(codegen\/client-name\)$/,
  ],
  'an alias in a schema that contains itself': [
    library,
    '        name: { type: string }\n',
    "        name: { type: string }\n        friend: { $ref: '#/components/schemas/Reader' }\n",
    /^specs\/library\/openapi\.yaml:\d+:46 {2}A schema that contains itself.*\(codegen\/client-name\)$/,
  ],
  'a session whose operation does not exist': [
    library,
    'operation: register,',
    'operation: enrol,',
    /^specs\/library\/openapi\.yaml:\d+:23 {2}No operation is called `enrol`.*\(codegen\/session\)$/,
  ],
  'a pointer that leads nowhere': [
    library,
    'accessToken: /reader/pass, refreshToken',
    'accessToken: /reader/passport, refreshToken',
    /^specs\/library\/openapi\.yaml:\d+:46 {2}`\/reader\/passport` leads nowhere.*`register`.*\(codegen\/session\)$/,
  ],
  'a pointer to what is no token': [
    library,
    'send: /renewal, accessToken: /reader/pass',
    'send: /renewal, accessToken: /reader',
    /^specs\/library\/openapi\.yaml:\d+:\d+ {2}`\/reader` leads to no string.*\(codegen\/session\)$/,
  ],
  'a refusal that the operation never answers': [
    library,
    'refused: [404]',
    'refused: [401]',
    /^specs\/library\/openapi\.yaml:\d+:\d+ {2}The operation never answers 401.*\(codegen\/session\)$/,
  ],
  'an end that takes no token': [
    library,
    'end: { operation: bringBack }',
    'end: { operation: lend }',
    /^specs\/library\/openapi\.yaml:\d+:\d+ {2}`lend` takes no token.*\(codegen\/session\)$/,
  ],
  'a session that does not begin': [
    library,
    '  begin: {',
    '  start: {',
    /^specs\/library\/openapi\.yaml:\d+:\d+ {2}A session begins.*\(codegen\/session\)$/,
  ],
  'a role without its token': [
    library,
    'send: /renewal, accessToken: /reader/pass',
    'send: /renewal',
    /^specs\/library\/openapi\.yaml:\d+:\d+ {2}`renew` needs `accessToken`.*\(codegen\/session\)$/,
  ],
  'two paths for one request': [
    library,
    '  /loans/{loan}:',
    '  /loans/{id}:\n    $ref: paths.yaml#/loan\n  /loans/{loan}:',
    /^specs\/library\/openapi\.yaml:\d+:\d+ {2}.*\(no-identical-paths\)$/,
  ],
};

describe('a broken spec', () => {
  test.each(Object.entries(broken))('%s', async (_, [file, from, to, line]) => {
    const lines = await linesOf(copySpecs({ file, from, to }));
    expect(lines).toContainEqual(expect.stringMatching(line));
    // One line per finding and nothing else: no stack, no code frame.
    for (const each of lines) expect(each).toMatch(/^specs\/[\w./-]+:\d+:\d+ {2}\S.* \([\w/-]+\)$/);
    expect(lines.join()).not.toContain(tmpdir());
  });

  test('what OpenAPI 3.0 has no webhooks for needs no name of a method', async () => {
    const hook = "x-webhooks:\n  back: { post: { operationId: loans/back, responses: { '200': { description: Fine. } } } }\n";
    const copy = copySpecs({ file: desk, from: 'openapi: 3.1.0\n', to: `openapi: 3.0.4\n${hook}` });
    expect((await linesOf(copy)).filter((line) => line.includes('operation-name'))).toEqual([]);
  });

  test('a document of another kind', async () => {
    const copy = copySpecs({ file: desk, from: 'openapi: 3.1.0', to: "swagger: '2.0'" });
    expect(await linesOf(copy)).toContainEqual(expect.stringMatching(/^specs\/front-desk\/openapi\.yaml:\d+:\d+ /));
  });

  test('a fault in a file that two APIs share is told once', async () => {
    const copy = copySpecs({ file: failure, from: 'type: object', to: 'type: thing' });
    cpSync(join(copy, 'library'), join(copy, 'archive'), { recursive: true });
    expect(await linesOf(copy)).toEqual([expect.stringMatching(/^specs\/shared\/failure\.yaml:2:7 {2}.*\(struct\)$/)]);
  });

  test('a folder whose name cannot name an API, or is an index', async () => {
    const folder = join(createFolder(), 'specs');
    for (const name of ['Über_uns', 'documents']) cpSync(join(specs, 'front-desk'), join(folder, name), { recursive: true });
    expect(await linesOf(folder)).toEqual([
      expect.stringMatching(/^specs\/documents\/openapi\.yaml:1:1 {2}.*\(api-name\)$/),
      expect.stringMatching(/^specs\/Über_uns\/openapi\.yaml:1:1 {2}.*\(api-name\)$/),
    ]);
  });
});
