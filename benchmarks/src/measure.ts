import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Attempt } from './population.ts';

export interface Sample extends Attempt {
  /** Milliseconds from the first byte sent to the last byte received. */
  time: number;
}

/**
 * Sends the attempts in the given order, so many at a time, until all are sent or the time is up (milliseconds). Rejects when an answer is not the one
 * that all of them promise: byte for byte the same 401.
 */
export async function measure(
  address: string,
  attempts: readonly Attempt[],
  { concurrency, limit }: { concurrency: number; limit: number },
): Promise<Sample[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency });
  const deadline = performance.now() + limit;
  const samples: Sample[] = [];
  const rest = attempts.values();
  async function work(): Promise<void> {
    for (const attempt of rest) {
      if (performance.now() > deadline) return;
      samples.push({ ...attempt, time: await timeOf(address, agent, attempt) });
    }
  }
  await Promise.all(Array.from({ length: concurrency }, work));
  agent.destroy();
  return samples;
}

const refused = '401 {"statusCode":401,"message":"Invalid email or password"}';

async function timeOf(address: string, agent: Agent, { cohort, email }: Attempt): Promise<number> {
  const body = JSON.stringify({ email, password: 'a wrong password' });
  const headers = { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) };
  const start = performance.now();
  const answer = await new Promise<string>((resolve, reject) => {
    const sent = request(new URL('/api/v1/auths/sign-in', address), { method: 'POST', agent, headers }, (response) => {
      text(response).then((received) => resolve(`${response.statusCode} ${received}`), reject);
    });
    sent.on('error', reject).end(body);
  });
  const time = performance.now() - start;
  if (answer !== refused) throw new Error(`${cohort}: expected ${refused}, received ${answer}`);
  return time;
}
