import type { Case } from '../case.ts';
import { isAnswer, type SentRequest } from '../exchange.ts';
import { createAgent } from '../http/agent.ts';
import { send } from '../http/send.ts';
import type { Operation } from '../spec/spec.ts';
import type { Meddler } from './mutant.ts';
import { openProxy } from './proxy.ts';
import { createPlayer, type Owner, type Recorded } from './record.ts';
import { isSameWire, toWire, type Wire } from './wire.ts';

/** Where a case is run: a proxy in front of the right server, or of its recorded answers. */
export interface Stage {
  url: string;
  /** What is run next. With records, the server is asked only for what they do not hold. */
  set(test: Case | undefined, records: readonly Recorded[]): void;
  /** How often the meddler has changed something. */
  changes(): number;
  close(): Promise<void>;
}

export interface StageOptions {
  baseUrl: string;
  owner: Owner;
  /** The one that is meddled with. */
  operation: Operation | undefined;
  meddler: Meddler;
  /** Milliseconds for one answer of the server. */
  timeout: number;
}

export async function openStage({ baseUrl, owner, operation, meddler, timeout }: StageOptions): Promise<Stage> {
  const agent = createAgent();
  const now: Scene = { test: undefined, play: createPlayer([]), changes: 0 };
  const ask = async (request: SentRequest): Promise<Wire | undefined> => {
    const { answer } = await send({ ...request, url: baseUrl + request.url }, { timeout, maxBytes: 2 ** 24, agent });
    return isAnswer(answer) ? toWire(answer, request.method) : undefined;
  };
  const proxy = await openProxy((request) => respond(request, now, { ask, meddler, isConcerned: owner(request, now.test) === operation }));
  return {
    url: proxy.url,
    set(test, records) {
      now.test = test;
      now.play = createPlayer(records);
    },
    changes: () => now.changes,
    async close() {
      await proxy.close();
      agent.close();
    },
  };
}

/** What is being run. */
interface Scene {
  test: Case | undefined;
  play: ReturnType<typeof createPlayer>;
  changes: number;
}

interface Behind {
  ask(request: SentRequest): Promise<Wire | undefined>;
  meddler: Meddler;
  isConcerned: boolean;
}

async function respond(request: SentRequest, now: Scene, { ask, meddler, isConcerned }: Behind): Promise<Wire | undefined> {
  const instead = isConcerned ? meddler.instead?.(request) : undefined;
  const changed = isConcerned && !instead ? meddler.request?.(request) : undefined;
  if (instead ?? changed) now.changes++;
  const sent = typeof changed === 'function' ? await changed() : changed;
  const wire = instead ?? (sent ? await ask(sent) : (now.play(request) ?? (await ask(request))));
  if (!wire) return undefined;
  meddler.observe?.(wire);
  const other = isConcerned ? meddler.answer?.(wire, request) : undefined;
  if (!other || isSameWire(other, wire)) return wire;
  now.changes++;
  return other;
}
