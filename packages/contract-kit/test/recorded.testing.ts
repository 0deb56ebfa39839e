import { join } from 'node:path';
import { readConfig } from '../src/cli/config.ts';
import { startServer } from '../src/cli/server.ts';
import type { Probe } from '../src/drift/probes.testing.ts';
import { toSketches, type Sketch } from '../src/drift/traffic.testing.ts';
import { writeHar } from '../src/har/write.ts';
import { run } from '../src/run/run.ts';
import { readContracts } from '../src/suite/contracts.ts';

const root = join(import.meta.dirname, '../../..');

/** Which of the recorded exchanges a probe is about. */
export const exchanges: Readonly<Record<Probe[1], (sketch: Sketch) => boolean>> = {
  me: ({ url, status }) => url.endsWith('/auths/me') && status === 200,
  signIn: ({ url, status }) => url.endsWith('/auths/sign-in') && status === 200,
  refresh: ({ url, status }) => url.endsWith('/auths/refresh') && status === 200,
  shortPassword: ({ answer }) => JSON.stringify(answer)?.includes('"errors":["password must be at least 6 characters"]') === true,
  wrongPassword: ({ url, status }) => url.endsWith('/auths/sign-in') && status === 401,
};

/** Every example of the sign-in contract, as the real server answers it. */
export async function recordExamples(): Promise<Sketch[]> {
  const config = await readConfig(join(root, 'contract-kit.yaml'));
  if (!config.server) throw new Error('contract-kit.yaml says how to start the server');
  const server = await startServer(config.server, config.folder);
  try {
    const contracts = await readContracts(config.specs, { seed: 1, exploration: 0 });
    const own = contracts.find(({ spec }) => spec.name === 'sign-in');
    if (!own) throw new Error('there is a contract of this name');
    const options = { spec: own.spec, oracle: own.oracle, siblings: own.options.others ?? [], timeout: 10_000, wait: 0, concurrency: 1 };
    const tests = own.cases.filter(({ kind, given }) => kind === 'example' && given === undefined);
    const { results } = await run(tests, { ...options, baseUrl: server.baseUrl });
    // Not masked: with its secrets a request can be told to keep the contract.
    return toSketches(
      writeHar(
        results.flatMap((result) => result.exchanges),
        (text) => text,
      ),
    );
  } finally {
    await server.close();
  }
}
