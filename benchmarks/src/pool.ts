/** How long an operation on a file waits while passwords are hashed, by the size of libuv's thread pool. See README.md. */
import { execFileSync } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { hashing } from '@countersign/server/src/core/hashing.ts';
import { currentClass, labelOf, type HashClass } from '@countersign/server/src/core/hashes.ts';

const permits = availableParallelism();
const classes: HashClass[] = [
  { ...currentClass, memory: 65_536, passes: 4 },
  { algorithm: 'bcrypt', cost: 12 },
];

if (process.argv[2] === 'child') {
  for (const hashClass of classes)
    console.log(`    ${labelOf(hashClass).padEnd(32)} ${(await longestWait(hashClass)).toFixed(1).padStart(6)} ms`);
} else {
  for (const threads of [permits, permits + 4]) {
    console.log(`UV_THREADPOOL_SIZE=${threads}, ${permits} hashes at once: a file's status took up to`);
    const env = { UV_THREADPOOL_SIZE: String(threads) };
    console.log(execFileSync(process.execPath, [import.meta.filename, 'child'], { env, encoding: 'utf8' }).trimEnd());
  }
}

/** In milliseconds, of twenty tries while every permit is taken. */
async function longestWait(hashClass: HashClass): Promise<number> {
  const phc = await hashing.hash(hashClass, 'password123', Buffer.alloc(16));
  let longest = 0;
  for (let tries = 0; tries < 20; tries++) {
    const hashes = Array.from({ length: permits }, () => hashing.verify(phc, 'wrong'));
    // So that every hash has its thread.
    await setTimeout(2);
    const start = performance.now();
    await stat(import.meta.filename);
    longest = Math.max(longest, performance.now() - start);
    await Promise.all(hashes);
  }
  return longest;
}
