import { resolve } from 'node:path';
import { contractSuite } from '@countersign/contract-kit/vitest';
import { apis } from '@countersign/contracts';
import { securityHeaders } from '../src/http/security-headers.ts';
import { statesOf } from './states.ts';
import { describeServers } from './server.ts';

const specs = resolve(import.meta.dirname, '../../../specs');
const files = Object.keys(apis).map((api) => `${specs}/${api}/openapi.yaml`);
const flows = ['sign-in', 'login'].map((name) => `${specs}/flows/${name}.arazzo.yaml`);

// Every sentence of every contract, on both databases. Nothing here names one of them: a folder added to specs/ is tested by itself.
describeServers('the contract', async (start) => {
  for (const file of files)
    await contractSuite(file, async () => ({ baseUrl: (await start()).address, states: statesOf(start) }), {
      siblings: files,
      flows,
      waivers: resolve(import.meta.dirname, 'waivers.yaml'),
      headers: securityHeaders,
      // Nothing can bring these about: an operation that asks no database has nothing to fail with, and not every operation is throttled.
      unreachable: ['fault'],
    });
});
