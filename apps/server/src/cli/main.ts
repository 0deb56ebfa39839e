import { run } from './run.ts';

// A reader such as `head` that has enough is no error.
process.stdout.on('error', () => process.exit(0));

// The APIs' modules take a while to load, and only the commands about keys need them.
const profiles = async () => (await import('../app.ts')).profiles;

const { stdin, stdout, stderr } = process;
process.exitCode = await run(process.argv.slice(2), { stdin, stdout, stderr, profiles });
