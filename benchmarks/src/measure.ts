import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Attempt } from './population.ts';

export interface Sample extends Attempt {
  /** Milliseconds from the first byte sent to the last byte received. */
  time: number;
}

/**
 * Sends the attempts in the given order, so many at a time, until all are sent or the time is up (milliseconds). Rejects when an answer is not,
 * byte for byte, the one that is expected of all of them.
 */
export async function measure(
  address: string,
  attempts: readonly Attempt[],
  { concurrency, limit, expected }: { concurrency: number; limit: number; expected: string },
): Promise<Sample[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency });
  const deadline = performance.now() + limit;
  const samples: Sample[] = [];
  const rest = attempts.values();
  async function work(): Promise<void> {
    for (const attempt of rest) {
      if (performance.now() > deadline) return;
      const { answer, time } = await send(address, agent, attempt);
      if (answer !== expected) throw new Error(`${attempt.cohort}: expected ${expected}, received ${answer}`);
      samples.push({ ...attempt, time });
    }
  }
  await Promise.all(Array.from({ length: concurrency }, work));
  agent.destroy();
  return samples;
}

/** Status and body of what is refused for its credentials, */
export const wrongCredentials = '401 {"statusCode":401,"message":"Invalid email or password"}';

/** and of what the throttle refuses. */
export const tooMany = '429 {"statusCode":429,"message":"Too Many Requests"}';

async function send(address: string, agent: Agent, { email, source }: Attempt): Promise<{ answer: string; time: number }> {
  const body = JSON.stringify({ email, password: 'a wrong password' });
  const forwarded = source === undefined ? {} : { 'X-Forwarded-For': source };
  const headers = { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body), ...forwarded };
  const start = performance.now();
  const answer = await new Promise<string>((resolve, reject) => {
    const sent = request(new URL('/api/v1/auths/sign-in', address), { method: 'POST', agent, headers }, (response) => {
      text(response).then((received) => resolve(`${response.statusCode} ${received}`), reject);
    });
    sent.on('error', reject).end(body);
  });
  return { answer, time: performance.now() - start };
}
