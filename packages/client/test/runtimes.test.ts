import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import sparticuz from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startProgram } from '../src/serve.testing.ts';
import { createConsumer, findNodes } from './support/consumer.ts';
import { type Gateway, openGateway } from './support/gateway.ts';

const ends: (() => unknown)[] = [];
let consumer: string;
let server: string;
let gateway: Gateway;

beforeAll(async () => {
  consumer = createConsumer((end) => ends.push(end));
  server = await startProgram((end) => ends.push(end));
}, 60_000);
beforeEach(async () => {
  gateway = await openGateway(server, consumer);
  return gateway.close;
});
afterAll(async () => {
  for (const end of ends) await end();
});

/** What happens to the one who plays `support/scenario.js`, wherever that is. */
const expected = {
  user: ['admin', null, 200, 'john.doe@example.com'],
  found: ['signed-in', 'john.doe@example.com', true],
  together: Array.from({ length: 20 }, () => 200),
  left: ['signed-out', null],
  errors: {
    wrong: [true, 'http', 'unauthorized', 401, []],
    invalid: [true, 'http', 'invalid_input', 400, ['email', 'password']],
    signedOut: [true, 'session', 'signed_out', null, []],
    late: [true, 'timeout', 'timeout', null, []],
    aborted: [true, 'aborted', 'aborted', null, []],
    unreachable: [true, 'network', 'network', null, []],
  },
  raw: { status: 'ok' },
  events: ['updated', 'signed-in', 'renewed', 'signed-out: requested'],
};

function expectPlayed(output: string): void {
  expect(JSON.parse(output)).toStrictEqual(expected);
  expect(gateway.paths.filter((path) => path.endsWith('/refresh'))).toHaveLength(1);
}

describe('the packed package', () => {
  test.each([...findNodes()])('runs on Node %s, and leaves nothing open', { timeout: 30_000 }, async (_, node) => {
    const code = `import { play } from './scenario.js'; console.log(JSON.stringify(await play('${gateway.address}')))`;
    const child = spawn(node, ['--input-type=module', '--eval', code], { cwd: consumer, env: {}, stdio: ['ignore', 'pipe', 'pipe'] });
    const [output, errors, [status]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
    expect({ status, errors }).toEqual({ status: 0, errors: '' });
    expectPlayed(output);
  });

  test('runs in Chromium, unbundled', { timeout: 60_000 }, async () => {
    const browser = await openBrowser();
    try {
      const page = await browser.newPage();
      await page.goto(gateway.address);
      // As text, because Vitest would put its own import in the place of the browser's.
      expectPlayed(await page.evaluate('import("/scenario.js").then(({ play }) => play(location.origin)).then(JSON.stringify)'));
    } finally {
      await browser.close();
    }
  });
});

/** A real Chromium: the one from npm on linux x64, an installed Chrome elsewhere. */
async function openBrowser(): Promise<Browser> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return chromium.launch({ channel: 'chrome' });
  return chromium.launch({ executablePath: await sparticuz.executablePath(), args: ['--no-sandbox', '--disable-gpu'] });
}
