import { execFile, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { compare } from '@countersign/codegen/output';
import { generate } from '@countersign/codegen/generate';
import { lint, loadConfig } from '@redocly/openapi-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { copyRepository, fingerprint } from './copy.testing.ts';
import { run } from './run.ts';

const original = resolve(import.meta.dirname, '../../..');

async function make(root: string, line: string) {
  const printed: string[] = [];
  const complaints: string[] = [];
  const code = await run(line.split(' '), { root, print: (text) => printed.push(text), complain: (text) => complaints.push(text) });
  return { code, printed, complaints };
}

describe('what is made', () => {
  const copy = copyRepository();
  afterAll(copy.remove);
  const { root } = copy;
  const before = fingerprint(root);
  const commands = [
    'operation login getDevice',
    'operation login updateDevice',
    'operation login deleteDevice',
    'operation login updateCurrentUser --path /me --method patch',
    'operation sign-in requestCode --public',
    'operation sign-in replaceNote --path /notes/{slug}',
    'api stock-items listCrates --title Stock --path /api/v1/stock',
    'operation stock-items createCrate --public',
  ];
  const made: Awaited<ReturnType<typeof make>>[] = [];
  const start = (program: string, ...args: string[]) => spawnSync(process.execPath, [join(original, program), ...args], { cwd: root });
  beforeAll(async () => {
    for (const command of commands) made.push(await make(root, command));
  });

  /** The files that are there now and were not, or were otherwise. */
  const changed = () => [...fingerprint(root)].filter(([file, hash]) => before.get(file) !== hash).map(([file]) => file);

  test('is told file by file, with the commands that come next', () => {
    expect(made.flatMap(({ complaints }) => complaints)).toEqual([]);
    expect(made.map(({ code }) => code)).toEqual(commands.map(() => 0));
    const told = made.flatMap(({ printed }) => printed.flatMap((line) => /^(?:wrote|changed|generated) +(\S+)/.exec(line)?.[1] ?? []));
    expect(new Set(told)).toEqual(new Set(changed()));
    expect(made[0]?.printed.join('\n')).toContain('npx -y pnpm@12 contract --api login');
  });

  test('keeps the house rules, and what is generated from it is fresh', async () => {
    const config = await loadConfig({ configPath: join(root, 'redocly.yaml') });
    for (const api of ['login', 'sign-in', 'stock-items'])
      expect(await lint({ ref: join(root, `specs/${api}/openapi.yaml`), config }), api).toEqual([]);
    const generated = await generate(join(root, 'specs'));
    expect('files' in generated && compare(join(root, 'packages/contracts/src'), generated.files)).toEqual([]);
  });

  test('changes nothing else of a contract, its comments and layout included', () => {
    const lines = (folder: string) => readFileSync(join(folder, 'specs/sign-in/openapi.yaml'), 'utf8').split('\n');
    const after = lines(root);
    let at = 0;
    for (const line of lines(original)) {
      at = after.indexOf(line, at) + 1;
      expect(at, line).toBeGreaterThan(0);
    }
  });

  test('what answered 405 beside it allows the new method, too', () => {
    const file = readFileSync(join(root, 'specs/login/operations/current-user.yaml'), 'utf8');
    expect(file.match(/'405':\n {6}\$ref: (.+)/g)).toHaveLength(2);
    expect(file).not.toContain('GetOnly');
  });

  test('what nobody can bring about is only shown, and says what to do later', () => {
    const file = readFileSync(join(root, 'specs/sign-in/operations/request-code.yaml'), 'utf8');
    expect(file).toMatch(/'500':\n {6}# .*`x-given: broken`.*\n[^]*x-given: fault\n/);
    expect(file).not.toContain("'503'");
  });

  test('is formatted, and the linter and the compiler have nothing to say', () => {
    const code = changed().filter((file) => /\.(ts|json)$/.test(file) && !file.includes('.gen.'));
    expect(code.length).toBeGreaterThan(16);
    expect(start('node_modules/oxfmt/bin/oxfmt', '--check', ...code)).toMatchObject({ status: 0 });
    expect(start('node_modules/oxlint/bin/oxlint', ...code)).toMatchObject({ status: 0 });
    for (const folder of ['apps/server', 'packages/client']) {
      const { status, stdout } = start('node_modules/typescript/bin/tsc', '-p', folder);
      // Nobody has touched the others since.
      expect(
        String(stdout)
          .split('\n')
          .filter((line) => line.startsWith(folder)),
      ).toEqual([]);
      expect(status === 0 || String(stdout).length > 0).toBe(true);
    }
  });

  test('is kept by the server, to the last sentence', { timeout: 120_000 }, async () => {
    const path = `${dirname(process.execPath)}${delimiter}${process.env.PATH}`;
    const kit = join(original, 'packages/contract-kit/src/cli/run.ts');
    const ask = (...args: string[]) =>
      promisify(execFile)(process.execPath, [kit, ...args], { cwd: root, env: { ...process.env, PATH: path } });
    const { stdout } = await ask('--api', 'stock-items');
    expect(stdout).toMatch(/ 0 failed.*coverage 100 %/);
    const cases = ['getDevice', 'updateDevice', 'deleteDevice', 'updateCurrentUser', 'requestCode', 'replaceNote'].flatMap((id) => [
      '--case',
      `${id}/*`,
    ]);
    expect((await ask(...cases)).stdout).toMatch(/ APIs: [1-9]\d+ passed, 0 failed/);
  });
});

describe('what is refused', () => {
  const copy = copyRepository();
  afterAll(copy.remove);
  const { root } = copy;

  test.each([
    ['operation shop getDevice', 'no API is called shop; there are login, platform, sign-in (a new one: new api shop)'],
    ['operation login login', 'login is an operation of login already: POST /api/v1/auth/login'],
    ['operation login Logout', 'camelCase'],
    ['operation login get-device', 'camelCase'],
    ['operation login then', 'another meaning'],
    ['operation login delete', 'another meaning'],
    ['operation login user --method get', 'apps/server/src/apis/login/user.ts is there already'],
    ['operation login getMe --path /me', 'getMe would be GET /api/v1/auth/me, which is currentUser'],
    ['operation login getDevice --path devices', '--path devices: a path begins with /'],
    ['operation platform getReport --secured', 'no token opens the platform API'],
    ['operation login getDevice --verb get', '--help'],
    ['operation login getThing --path /{thing}', 'getThing at /{thing} and login at /login could mean the same request'],
    ['api login', 'specs/login is there already'],
    ['api Billing', '`Billing` cannot name an API'],
    ['api documents', 'the name of a generated file'],
    ['api react', 'packages/client/src/react.ts is there already'],
    ['api billing --path /api/v1/auth', '--path /api/v1/auth: login is there already'],
    ['api billing --path /api/v1/auth/me', 'it would hide GET /api/v1/auth/me of login'],
    ['api billing --path /api/{v}', 'a path of words'],
  ])('%s: in words, and nothing is written', async (line, reason) => {
    const before = fingerprint(root);
    const { code, printed, complaints } = await make(root, line);
    expect(complaints.join('\n')).toContain(reason);
    expect(complaints).toHaveLength(1);
    expect([code, printed]).toEqual([line.includes('--verb') ? 2 : 1, []]);
    expect(fingerprint(root)).toEqual(before);
  });

  test.each([
    ['specs/login/openapi.yaml', 'paths:\n', 'paths: [\n', /^specs\/login\/openapi\.yaml:\d+:\d+: /],
    ['specs/sign-in/operations/me.yaml', 'schemas/User', 'schemas/Usre', /^specs\/sign-in\/operations\/me\.yaml:\d+:\d+ {2}/],
    [
      'apps/server/src/apis/login/index.ts',
      'handlers: {',
      'handlers: { ...more,',
      /^apps\/server\/src\/apis\/login\/index\.ts: no plain `handlers/,
    ],
  ])('a broken %s: with its place, and nothing is written', async (file, text, broken, complaint) => {
    const whole = readFileSync(join(root, file), 'utf8');
    writeFileSync(join(root, file), whole.replace(text, broken));
    const before = fingerprint(root);
    const { code, complaints } = await make(root, 'operation login getDevice');
    expect([code, complaints[0]]).toEqual([1, expect.stringMatching(complaint)]);
    expect(complaints.join('\n')).not.toContain('/tmp/');
    expect(fingerprint(root)).toEqual(before);
    writeFileSync(join(root, file), whole);
  });

  test('a dry run tells everything, and writes nothing', async () => {
    const before = fingerprint(root);
    const { code, printed } = await make(root, 'api billing --dry-run');
    expect([code, printed.join('\n')]).toEqual([
      0,
      expect.stringMatching(/^would have written +specs\/billing\/openapi\.yaml\n[^]*app\.ts/),
    ]);
    expect(fingerprint(root)).toEqual(before);
  });
});
