// Loaded before the server: its clock goes ahead by as many milliseconds as the test that started it says.
const { now } = Date;
let lead = 0;
Date.now = () => now() + lead;

process.on('message', (milliseconds: number) => {
  lead += milliseconds;
  process.send?.(lead);
});
// Waiting for it keeps no server alive.
process.channel?.unref();
