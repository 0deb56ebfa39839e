import { Failure, type FailureCode } from './failures.ts';

/** How long the window is, in seconds. */
const span = 60;

/** What an ordinary day may bring: typing errors, and a client or two with an old password. */
const usual = { failures: 99, perSuccess: 10 };

/** Sign-ins of the last minute, in this process, over all sources. */
export interface SignInCounts {
  /** Refused for their credentials or their number. */
  failures: number;
  successes: number;
}

export interface Alarm {
  /** Counts what became of a sign-in, and hands its result on. One that nobody could answer says nothing about who asked. */
  watch<T>(signIn: Promise<T>): Promise<T>;
}

/**
 * Tells when failed sign-ins leave what is usual: at least 100 of them within a minute, and more than ten for each that succeeded. At most once a
 * minute. Guesses that are spread over many addresses and accounts stay below every limit of the throttle; together they show here.
 */
export function createAlarm({ clock, onAlarm }: { clock: () => number; onAlarm: (counts: SignInCounts) => void }): Alarm {
  const seconds = Array.from({ length: span }, () => ({ at: -Infinity, failures: 0, successes: 0 }));
  let toldAt = -Infinity;
  const note = (outcome: keyof SignInCounts) => {
    const now = Math.floor(clock() / 1_000);
    const second = seconds[now % span];
    if (!second) return;
    if (second.at !== now) Object.assign(second, { at: now, failures: 0, successes: 0 });
    second[outcome]++;
    const counts = sum(seconds.filter(({ at }) => at > now - span && at <= now));
    // By the distance: a clock that was put back must not silence it.
    if (!isUnusual(counts) || Math.abs(now - toldAt) < span) return;
    toldAt = now;
    onAlarm(counts);
  };
  return {
    async watch(signIn) {
      try {
        const result = await signIn;
        note('successes');
        return result;
      } catch (error) {
        if (error instanceof Failure && refusals.has(error.value.code)) note('failures');
        throw error;
      }
    },
  };
}

const refusals = new Set<FailureCode>(['wrong-credentials', 'inactive', 'too-many-requests']);

function isUnusual({ failures, successes }: SignInCounts): boolean {
  return failures > usual.failures && failures > usual.perSuccess * successes;
}

function sum(all: readonly SignInCounts[]): SignInCounts {
  let [failures, successes] = [0, 0];
  for (const each of all) {
    failures += each.failures;
    successes += each.successes;
  }
  return { failures, successes };
}
