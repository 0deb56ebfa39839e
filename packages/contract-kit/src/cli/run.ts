import { main } from './main.ts';

// The first interruption ends in order: the server that was started here ends too. The second one is Node's.
const interruption = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => interruption.abort());

process.exitCode = await main(process.argv.slice(2), interruption.signal);
