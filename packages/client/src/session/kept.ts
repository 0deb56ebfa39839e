/** What is kept of a session, in memory and in the storage. */
export interface Kept {
  /** Names the session, from its sign-in to its end, for those who share the storage. */
  readonly id: string;
  /** Milliseconds since 1970 when its tokens came; of two states of a session the later one holds the newer tokens. */
  readonly at: number;
  readonly accessToken: string;
  readonly refreshToken?: string | undefined;
  readonly user: unknown;
  readonly expiresAt: number | null;
}

/** Counts up when the form changes; a text of another version is no session. */
const version = 1;

export function toText(kept: Kept): string {
  return JSON.stringify({ v: version, ...kept });
}

/** @returns undefined if the text is no session: broken, of another version, or of someone else */
export function fromText(text: string): Kept | undefined {
  try {
    const { v, ...kept } = JSON.parse(text) as Kept & { v: unknown };
    const isSound = v === version && typeof kept.id === 'string' && typeof kept.accessToken === 'string' && kept.at > 0;
    return isSound ? kept : undefined;
  } catch {
    return undefined;
  }
}

/** An access token that came just now, in milliseconds since 1970. */
export function stampOf(accessToken: string, now: number, at: number = now): Pick<Kept, 'accessToken' | 'at' | 'expiresAt'> {
  return { accessToken, at, expiresAt: expiryOf(accessToken, now) };
}

/**
 * When a JWT (RFC 7519) that came just now expires, in milliseconds since 1970 by this device's clock, which may be wrong: so its life is counted
 * from its coming, if it says when it was issued. Null for any other token. A hint, for nobody has checked the signature.
 */
function expiryOf(token: string, now: number): number | null {
  try {
    const { exp, iat } = JSON.parse(atob((token.split('.')[1] as string).replace(/-/g, '+').replace(/_/g, '/'))) as Record<string, number>;
    return (exp ?? Number.NaN) * 1000 + (iat ? now - iat * 1000 : 0) || null;
  } catch {
    return null;
  }
}
