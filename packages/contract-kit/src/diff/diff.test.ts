import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { diff } from './diff.ts';
import { change, push, set, textAfter } from './edit.testing.ts';
import { toDiffAnnotations, toDiffJson, toDiffMarkdown, toDiffText } from './report.ts';

const specs = join(import.meta.dirname, '../../../../specs');
const redocly = join(specs, 'node_modules/@redocly/cli/bin/cli.js');
const user = '/components/schemas/User';
let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'diff-test-'));
  for (const folder of ['sign-in', 'login', 'platform', 'shared'])
    cpSync(join(specs, folder), join(root, 'specs', folder), { recursive: true });
  git('init', '--quiet', '--initial-branch=main');
  git('add', '.');
  git('-c', 'user.name=t', '-c', 'user.email=t@example.com', 'commit', '--quiet', '--message=one');
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

function git(...args: string[]): void {
  execFileSync('git', ['-C', root, ...args]);
}

function write(api: string, text: string): void {
  writeFileSync(join(root, 'specs', api, 'openapi.yaml'), text);
}

describe('diff', () => {
  test('compares every API of the working tree with the revision, files that it refers to included', async () => {
    writeFileSync(
      join(root, 'specs/shared/headers.yaml'),
      'XRequestId: {schema: {type: string}}\nNoStore: {required: true, schema: {const: no-store}}\nChallenge: {required: true, schema: {const: Bearer}}\nAllowPost: {required: true, schema: {const: POST}}\nAllowGet: {required: true, schema: {const: GET}}\nRetryAfter: {required: true, schema: {type: integer, minimum: 1, maximum: 86400}}\n',
    );
    const diffs = await diff({ root, base: 'main', redocly: false });
    expect(diffs.map(({ api, level, next, sufficient }) => ({ api, level, next, sufficient }))).toEqual(
      ['login', 'platform', 'sign-in'].map((api) => ({ api, level: 'major', next: '2.0.0', sufficient: false })),
    );
    expect(diffs[0]?.changes.find(({ rule }) => rule === 'response-header-became-optional')?.witness?.refusedBy.at.file).toBe(
      'main:specs/shared/headers.yaml',
    );
  });

  test('an API that is new has no base, one that is gone is a major change', async () => {
    cpSync(join(root, 'specs/platform'), join(root, 'specs/other'), { recursive: true });
    rmSync(join(root, 'specs/login'), { recursive: true });
    const diffs = await diff({ root, redocly: false });
    expect(diffs.map(({ api, level, base, sufficient }) => ({ api, level, base, sufficient }))).toEqual([
      { api: 'login', level: 'major', base: 'HEAD', sufficient: false },
      { api: 'other', level: 'none', base: undefined, sufficient: true },
      { api: 'platform', level: 'none', base: 'HEAD', sufficient: true },
      { api: 'sign-in', level: 'none', base: 'HEAD', sufficient: true },
    ]);
  });

  test('a version that is bumped far enough will do', async () => {
    write('sign-in', textAfter('sign-in', push(`${user}/properties/status/enum`, 'banned'), set('/info/version', '2.0.0')));
    const [result] = await diff({ root, apis: ['sign-in'], redocly: false });
    expect(result).toMatchObject({ level: 'major', next: '2.0.0', sufficient: true });
  });

  test('a revision that is not there is told', async () => {
    await expect(diff({ root, base: '--all', redocly: false })).rejects.toThrow('no such git revision: --all');
  });

  test('a Redocly that cannot be run is a remark', async () => {
    write('platform', textAfter('platform', set('/info/title', 'Other')));
    const [result] = await diff({ root, apis: ['platform'], redocly: join(root, 'nothing.js') });
    expect(result?.remarks.join()).toMatch(/redocly diff could not be read/);
    expect(result?.level).toBe('patch');
  });

  test('what Redocly calls major without a witness is probably equivalent, what both saw has both', async () => {
    const wrapped = change(`${user}/properties/status`, (schema) => ({ allOf: [schema] }));
    write('sign-in', textAfter('sign-in', wrapped, set('/components/schemas/SignInRequest/properties/password/minLength', 8)));
    const [result] = await diff({ root, apis: ['sign-in'], redocly });
    const majors = result?.changes
      .filter(({ level }) => level === 'major')
      .map(({ rule, source, equivalent }) => ({ rule, source, equivalent }));
    expect(majors).toEqual([
      { rule: 'schema-constraint-changed', source: 'both', equivalent: undefined },
      { rule: 'enum-values-added', source: 'redocly', equivalent: true },
    ]);
  });

  test('no report shows a password or a token, neither of an example nor of what was made up', async () => {
    const edits = [
      set('/components/schemas/SignInRequest/properties/password/minLength', 12),
      set('/components/schemas/SignInRequest/properties/username/maxLength', 5),
      set('/components/schemas/RefreshToken/pattern', '^[a-z]+$'),
      push('/components/schemas/SignInRequest/required', 'email'),
      set('/components/schemas/RefreshRequest', { type: 'integer' }),
    ];
    write('sign-in', textAfter('sign-in', ...edits));
    const diffs = await diff({ root, apis: ['sign-in'], redocly: false });
    const reports = [toDiffText(diffs, { color: false }), toDiffJson(diffs), toDiffMarkdown(diffs), toDiffAnnotations(diffs)];
    for (const report of reports) {
      expect(report).toMatch(/(\*|\\\*){3} \(\d+ characters\)/);
      expect(report).not.toMatch(/(password|refreshToken|accessToken)\\*":\s*\\*"(?!\**( |\\|\())[^"]/i);
      expect(report).not.toMatch(/password123|passw0rd/);
    }
  });

  test('the reports name the witness and the version that is needed', async () => {
    write('platform', textAfter('platform', set('/components/schemas/Healthy/properties/status/const', 'up')));
    const diffs = await diff({ root, apis: ['platform'], redocly: false });
    const text = toDiffText(diffs, { color: false });
    expect(text).toContain('major: info.version is still 1.0.0, must be at least 2.0.0');
    expect(text).toContain(
      '200 body: {"status":"up"} was ruled out by const, now it may come (main:specs/platform/openapi.yaml:'.replace('main', 'HEAD'),
    );
    expect(JSON.parse(toDiffJson(diffs))).toMatchObject({ apis: [{ api: 'platform', level: 'major' }] });
    expect(toDiffMarkdown(diffs)).toMatch(/\| major \| 200 body\/status.*response-widened/);
    expect(toDiffAnnotations(diffs)).toMatch(
      /^::error file=.*specs\/platform\/openapi\.yaml,line=\d+,col=\d+,title=platform%3A response-widened::/,
    );
  });
});
