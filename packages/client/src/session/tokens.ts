import type { Path } from '@countersign/contracts';
import type { State } from '../means.ts';
import { at } from '../paths.ts';
import { type Kept, stampOf } from './kept.ts';

/** Where an answer has its tokens. */
interface Places {
  readonly accessToken: Path;
  readonly refreshToken?: Path;
}

type Tokens = Omit<Kept, 'id' | 'user'>;

/** What an answer brings of a session; undefined if the access token is not where the contract says. */
export function tokensOf(state: State, body: unknown, places: Places): Tokens | undefined {
  const accessToken = at(body, places.accessToken);
  const refreshToken = places.refreshToken && at(body, places.refreshToken);
  if (typeof accessToken !== 'string') return undefined;
  return { ...stamp(state, accessToken), ...(typeof refreshToken === 'string' && { refreshToken }) };
}

/** An access token that came just now: later than every one before, for the clock may stand still or go back. */
export function stamp({ clock, latest }: State, accessToken: string): Tokens {
  return stampOf(accessToken, clock(), Math.max(clock(), latest + 1));
}
