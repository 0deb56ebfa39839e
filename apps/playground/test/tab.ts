// The script of a tab in which someone works: it asks who is signed in, again and again, and notes what becomes of its session.
import { createClient } from '@countersign/client/sign-in';
import { webStorage } from '@countersign/client/storage';

/** What a tab has lived through. */
export interface Diary {
  /** Those that were answered. */
  calls: number;
  failures: string[];
  events: string[];
}

export interface Tab {
  diary: Diary;
  signIn(): Promise<unknown>;
  /** Sets the clock of every tab ahead, by milliseconds: they share one machine. */
  leap(milliseconds: number): void;
  /** Calls from now on until a call fails: twice at a time without a pause, and by a timer, which is what a tab that wakes up begins with. */
  work(): void;
}

const parameters = new URLSearchParams(location.search);
const diary: Diary = { calls: 0, failures: [], events: [] };
const client = createClient({
  baseUrl: '',
  clock: () => Date.now() + Number(localStorage.getItem('lead')),
  headers: { 'X-Tab': parameters.get('name') ?? '' },
  storage: webStorage(() => localStorage, { lock: parameters.has('lock') }),
  // A tab that sleeps for long is no slow server.
  timeout: 60_000,
});
client.session.subscribe((_, { type, reason }) => diary.events.push(reason ? `${type}: ${reason}` : type));

const tab: Tab = {
  diary,
  signIn: () => client.signIn({ email: 'john.doe@example.com', password: 'password123' }),
  leap: (milliseconds) => localStorage.setItem('lead', String(Number(localStorage.getItem('lead')) + milliseconds)),
  work() {
    for (const _ of [1, 2]) void callOn();
    let isCalling = false;
    const tick = async () => {
      if (isCalling || diary.failures.length > 0) return;
      isCalling = true;
      await call();
      isCalling = false;
    };
    setInterval(() => void tick(), 20);
  },
};

async function callOn(): Promise<void> {
  await call();
  if (diary.failures.length === 0) return callOn();
}

async function call(): Promise<void> {
  const result = await client.safe.me();
  diary.calls++;
  if (!result.ok) diary.failures.push(`${result.error.code}: ${String(result.error.cause)}`);
}

Object.assign(globalThis, { tab });
