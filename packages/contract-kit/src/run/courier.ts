import { headerValues, isAnswer, type Answer, type Exchange, type SentRequest } from '../exchange.ts';
import { createAgent } from '../http/agent.ts';
import { send } from '../http/send.ts';
import { createPause, type Sleep } from './pause.ts';

export interface CourierOptions {
  timeout: number;
  maxBytes: number;
  /** Milliseconds that may be spent on `Retry-After` in all. */
  wait: number;
  signal: AbortSignal | undefined;
  sleep?: Sleep | undefined;
}

export interface Delivery {
  /** In the order of sending. */
  exchanges: readonly Exchange[];
  last: Exchange;
  /** The last answer asks for more patience than there is. */
  isThrottled: boolean;
}

/** Carries all requests of a run. */
export interface Courier {
  /** `isPatient`: whether this 429 or 503 is one to wait for. A 503 is waited for once. */
  deliver(request: SentRequest, isPatient: (answer: Answer) => boolean): Promise<Delivery>;
  /** The server does not answer, and it is no use to ask it again. */
  isSilent(): boolean;
  hasAnswered(): boolean;
  close(): void;
}

/** In a row without any answer in time: from the start, and later on. */
const mostSilences = { first: 3, later: 40 };

export function createCourier({ timeout, maxBytes, wait, signal, sleep }: CourierOptions): Courier {
  const agent = createAgent();
  const pause = createPause(wait, signal, sleep);
  let silences = 0;
  let answers = 0;
  const carry = async (request: SentRequest): Promise<Exchange> => {
    await pause.over();
    const exchange = await send(request, { timeout, maxBytes, agent, ...(signal && { signal }) });
    if (isAnswer(exchange.answer)) answers++;
    silences = !isAnswer(exchange.answer) && exchange.answer.kind === 'timeout' ? silences + 1 : 0;
    return exchange;
  };
  return {
    async deliver(request, isPatient) {
      const exchanges: Exchange[] = [];
      for (;;) {
        const last = await carry(request);
        exchanges.push(last);
        const { answer } = last;
        const patience = isAnswer(answer) && isPatient(answer) ? patienceOf(answer) : undefined;
        if (patience === undefined || !isAnswer(answer)) return { exchanges, last, isThrottled: false };
        const isSecond = answer.status === 503 && exchanges.length > 1;
        if (isSecond || !(await pause.take(patience))) return { exchanges, last, isThrottled: answer.status === 429 };
      }
    },
    isSilent: () => silences >= (answers === 0 ? mostSilences.first : mostSilences.later),
    hasAnswered: () => answers > 0,
    close: () => agent.close(),
  };
}

/** Milliseconds; undefined if the answer does not ask for patience in a readable way. */
function patienceOf(answer: Answer): number | undefined {
  const [value] = answer.status === 429 || answer.status === 503 ? headerValues(answer, 'retry-after') : [];
  if (value === undefined) return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1_000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}
