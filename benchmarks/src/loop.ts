/**
 * From a saved line to everything it changes: `pnpm dev` beside the commands that tell the same one by one, over the same edits, by turns. See
 * README.md.
 */
import { parseArgs } from 'node:util';
import { copyProject } from '../../apps/dev/test/project.ts';
import { startDev } from './loop/dev.ts';
import { addContract, editsOf } from './loop/edits.ts';
import { createPeers } from './loop/peers.ts';
import { fetchPublic } from './loop/public.ts';
import { quantile } from './statistics.ts';

const options = {
  edits: { type: 'string', default: '50' },
  peers: { type: 'string', default: '10' },
  spec: { type: 'string' },
  public: { type: 'boolean' },
} as const;
const { values } = parseArgs({ options, args: process.argv.slice(2).filter((arg) => arg !== '--') });

const fetched = values.public ? await fetchPublic() : undefined;
const spec = fetched?.file ?? values.spec;
const project = copyProject();
try {
  const api = spec === undefined ? undefined : addContract(project, spec);
  process.exitCode = await measure(api);
} finally {
  project.remove();
  fetched?.remove();
}

/** @returns the exit code: 1 above 300 ms for this repository's contracts, 3 s for one that was given */
async function measure(api: string | undefined): Promise<number> {
  const dev = await startDev(project.root, api === undefined);
  const peers = createPeers(project.root);
  const times = new Map<string, number[]>();
  const note = (name: string, milliseconds: number) => times.set(name, [...(times.get(name) ?? []), milliseconds]);
  const edits = editsOf(project, Number(values.edits), api);
  for (const [index, edit] of edits.entries()) {
    note('pnpm dev', await dev.save(edit.file, edit.text));
    // A command takes a second or more: every fifth edit says enough.
    if (index % Math.ceil(edits.length / Number(values.peers)) === 0)
      for (const [name, milliseconds] of await peers.run(edit.api)) note(name, milliseconds);
    await dev.save(edit.file, edit.before);
  }
  await dev.stop();
  for (const [name, all] of times) print(name, all);
  return quantile(times.get('pnpm dev') ?? [], 0.95) <= (api === undefined ? 300 : 3_000) ? 0 : 1;
}

function print(name: string, times: readonly number[]): void {
  const [median, late, last] = [0.5, 0.95, 1].map((rank) => quantile(times, rank).toFixed(0).padStart(7));
  console.log(`${name.padEnd(44)} n ${String(times.length).padStart(3)}   median ${median} ms   p95 ${late} ms   longest ${last} ms`);
}
