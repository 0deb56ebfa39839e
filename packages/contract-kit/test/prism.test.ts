import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Case } from '../src/case.ts';
import { closers } from '../src/http/raw-server.testing.ts';
import type { Result } from '../src/result.ts';
import { run } from '../src/run/run.ts';
import { readContracts } from '../src/suite/contracts.ts';
import { withPreference } from '../src/suite/prefer.ts';
import { prismFaults } from './prism-faults.testing.ts';
import { startPrism } from './prism.testing.ts';

const specs = join(import.meta.dirname, '../../../specs');
const siblings = ['sign-in', 'login', 'platform'].map((name) => join(specs, name, 'openapi.yaml'));
const contracts = [...siblings, ...['library', 'shop'].map((name) => join(import.meta.dirname, 'fixtures', `${name}.yaml`))];
const fixtures = { credentials: { key: { value: 'contract-kit-key' } }, values: {} };

/** The kit's verdicts on a mock of a contract. */
async function testPrism(file: string): Promise<readonly Result[]> {
  const prism = await startPrism(file);
  closers.push(() => prism.close());
  const own = siblings.includes(file) ? siblings : [];
  const [contract] = await readContracts([file], { seed: 1, exploration: 10, serverPath: '', siblings: own, fixtures });
  if (!contract) throw new Error(`nothing was read from ${file}`);
  const { spec, oracle, cases } = contract;
  // Fewer at once than the kit takes for a server that has gone.
  const options = { spec, oracle, baseUrl: prism.url, timeout: 4_000, wait: 0, concurrency: 8 };
  return (await run(withoutRepeats(cases).map(withPreference), options)).results;
}

/** Prism never answers a body that it cannot read. To wait for that once is enough. */
function withoutRepeats(cases: readonly Case[]): Case[] {
  const isUnreadable = ({ id, rule }: Case) => rule === 'malformed' && !id.endsWith('not-utf-8');
  const first = cases.find(isUnreadable);
  return cases.filter((one) => one === first || !isUnreadable(one));
}

/** A mock has no states. */
const isBeyond = /^state: /;

/** Which faults of Prism have explained something, over all contracts. */
const seen = new Set<string>();

describe('a mock that has never seen our server', () => {
  test.each(contracts)('keeps %s, but for what mocks get wrong', { timeout: 120_000 }, async (file) => {
    const results = await testPrism(file);
    const unexplained = results.flatMap((result) =>
      result.faults.flatMap((fault) => {
        const known = prismFaults.find(({ explains }) => explains(fault, result));
        if (known) seen.add(known.why);
        return known ? [] : [`${result.case.id} | ${fault.rule}: ${fault.message} | ${fault.expected} | ${fault.actual}`];
      }),
    );
    const untried = results.filter(({ verdict, reason = '' }) => verdict === 'inconclusive' && !isBeyond.test(reason));
    expect(unexplained).toStrictEqual([]);
    expect(untried.map(({ case: { id }, reason }) => `${id} | ${reason}`)).toStrictEqual([]);
  });

  test('keeps what the table of its faults does not name', () => {
    expect(prismFaults.map(({ why }) => why).filter((why) => !seen.has(why))).toStrictEqual([]);
  });
});
